/// BSON bytes to JSON text in one pass, straight into the caller's buffer: the mirror of the line converter.
///
/// Doubles are written with the fewest digits that read back the same. Bytes that are no UTF-8 become U+FFFD, so the text
/// is always valid; lengths, types and terminators are checked, so any bytes may be given.
public struct JSONWriter: Sendable {
  public let style: JSONStyle

  public init(style: JSONStyle = .plain) { self.style = style }

  /// Appends one document's text, without a newline. On an error nothing is appended.
  public func append(_ document: UnsafeRawBufferPointer, to text: inout [UInt8]) throws(BSONError) {
    if let error = add(document, to: &text) { throw error }
  }

  fileprivate func add(_ document: UnsafeRawBufferPointer, to text: inout [UInt8]) -> BSONError? {
    guard let start = document.baseAddress?.assumingMemoryBound(to: UInt8.self) else {
      return BSONError(.truncated, at: 0)
    }
    var walk = Walk(start: start, limit: start + document.count, style: style)
    var isWhole = false
    text.append(addingCapacity: Self.capacity(for: document.count)) { span in
      span.withUnsafeMutableBufferPointer { buffer, count in
        // SAFETY: `capacity` bounds what any document of that length can become.
        guard let output = buffer.baseAddress.map({ $0 + count }), let end = walk.writeDocument(output) else { return }
        count += end - output
        isWhole = true
      }
    }
    return isWhole ? nil : BSONError(walk.fault, at: min(walk.next, walk.limit) - start)
  }

  /// The most that bytes of BSON become is an empty regular expression under an empty key: 4 bytes and 54 characters, 13.5
  /// each. Behind it come `undefined` (11.5), the least and the greatest key (8.5) and control characters (6); what has bytes
  /// of its own has fewer characters for each, and an array's elements are written without their keys. A test asks every
  /// type. Memory that is not written costs nothing but its addresses.
  static func capacity(for length: Int) -> Int { 14 * length + 128 }
}

extension BSONDocument {
  /// The document as JSON text. Trusted bytes are expected: those of no document end the process.
  public func json(_ style: JSONStyle = .plain) -> [UInt8] {
    var text: [UInt8] = []
    let error = bytes.withUnsafeBytes { JSONWriter(style: style).add($0, to: &text) }
    precondition(error == nil, "not BSON")
    return text
  }

  public func jsonString(_ style: JSONStyle = .plain) -> String { String(decoding: json(style), as: UTF8.self) }
}

extension BSONValue {
  public func json(_ style: JSONStyle = .plain) -> [UInt8] {
    // Written as the only element of a document, whose text then is `{"":` before and `}` behind it.
    Array(BSONDocument([("", self)]).json(style).dropFirst(4).dropLast())
  }

  public func jsonString(_ style: JSONStyle = .plain) -> String { String(decoding: json(style), as: UTF8.self) }
}
