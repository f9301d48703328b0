/// Where one document lies: its bytes in the arena, and the text it came from in the block of lines.
struct EncodedDocument {
  /// What a server takes at most (`maxBsonObjectSize`), in bytes.
  static let largest = 16 << 20

  let collection: Int
  let bytes: Range<Int>
  /// For the report, should it be refused.
  let text: Range<Int>
  let line: Int
  let item: Int?
}
