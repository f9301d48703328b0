internal import BSON

/// Where a reader stopped, as opaque text that the reader keeps: nothing about it is stored in the database.
package struct FeedToken: Sendable, Equatable {
  /// Of the question: a token continues the very query that it came from.
  let digest: UInt64
  /// As many events as were asked for.
  package let limit: Int?
  /// By collection, in the feed's order; nil where newest come first and none has come, and, in tokens of earlier versions,
  /// wherever none had been read: those begin at the next run's `--since`.
  let positions: [FeedPosition?]

  /// The version of the form; another one is refused.
  private static let version: Int32 = 1

  /// Base64 of RFC 4648 section 5 without padding: a BSON document and its XXH64, so that a slip of the hand is noticed.
  package var text: String {
    let positions = positions.map { $0.map(\.bound) ?? .null }
    let content: BSONDocument = [
      "v": .int32(Self.version), "q": .int64(Int64(bitPattern: digest)), "n": limit.map { BSONValue($0) } ?? .null,
      "p": .array(positions),
    ]
    let sum = XXHash64.hash(content.bytes)
    let bytes = content.bytes + (0..<8).map { UInt8(truncatingIfNeeded: sum >> (8 * $0)) }
    let text = Base64.encode(bytes).filter { $0 != UInt8(ascii: "=") }
    return String(
      decoding: text.map {
        $0 == UInt8(ascii: "+") ? UInt8(ascii: "-") : $0 == UInt8(ascii: "/") ? UInt8(ascii: "_") : $0
      },
      as: UTF8.self)
  }

  init(digest: UInt64, limit: Int?, positions: [FeedPosition?]) {
    self.digest = digest
    self.limit = limit
    self.positions = positions
  }

  /// Nil for text that is no token, or not just as one is written: a position with a part missing would begin anew.
  package init?(_ text: String) {
    let swapped = text.utf8.map {
      $0 == UInt8(ascii: "-") ? UInt8(ascii: "+") : $0 == UInt8(ascii: "_") ? UInt8(ascii: "/") : $0
    }
    let padded = String(decoding: swapped, as: UTF8.self) + String(repeating: "=", count: (4 - swapped.count % 4) % 4)
    guard let bytes = Base64.decode(padded), bytes.count > 13 else { return nil }
    let sum = bytes.suffix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    guard XXHash64.hash(bytes.dropLast(8)) == sum,
      let content = try? BSONDocument(validating: Array(bytes.dropLast(8))),
      content["v"] == .int32(Self.version), case .int64(let digest)? = content["q"],
      let positions = content["p"]?.arrayValue
    else { return nil }
    self.digest = UInt64(bitPattern: digest)
    limit = content["n"]?.intValue
    self.positions = positions.map { position in
      guard let time = position.documentValue?["insert_time"], let id = position.documentValue?["_id"] else {
        return nil
      }
      return FeedPosition(insertTime: time, id: id)
    }
    guard self.text == text else { return nil }
  }
}
