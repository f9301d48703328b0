/// One BSON document as its bytes: length, elements, trailing zero. Equal when the bytes are.
public struct BSONDocument: Sendable, Hashable {
  public let bytes: [UInt8]

  /// The empty document.
  public init() { bytes = [5, 0, 0, 0, 0] }

  /// Trusts that `bytes` are one valid document: they came from the driver or from our own writers. Reading bytes that
  /// are none ends the process.
  public init(unchecked bytes: [UInt8]) { self.bytes = bytes }

  /// Checks every length, type, terminator and string.
  public init(validating bytes: [UInt8]) throws(BSONError) {
    try bytes.validateBSON()
    self.bytes = bytes
  }

  /// In the order given, a key given twice kept twice. Keys hold no NUL.
  public init(_ elements: some Sequence<(String, BSONValue)>) {
    var writer = BSONWriter()
    for (key, value) in elements { writer.append(key, value) }
    bytes = writer.finish()
  }

  /// In the order given, a key given twice kept twice. Keys hold no NUL.
  @_disfavoredOverload
  public init(_ elements: some Sequence<(key: String, value: BSONValue)>) {
    var writer = BSONWriter()
    for (key, value) in elements { writer.append(key, value) }
    bytes = writer.finish()
  }

  public var isEmpty: Bool { bytes.count <= 5 }

  /// In order; a key that occurs twice is listed twice.
  public var keys: [String] { map(\.key) }

  /// The first element with the key. `key` is taken whole: `"a.b"` is a key with a dot in it.
  public subscript(key: String) -> BSONValue? {
    var key = key
    return key.withUTF8 { wanted in
      var scanner = BSONScanner(of: bytes)
      while let element = scanner.next(in: bytes) {
        if bytes[element.key].elementsEqual(wanted) { return bytes.bsonValue(of: element) }
      }
      return nil
    }
  }

  /// The value under a dotted path, through documents and, by number, array elements: `"user.uuid"`, `"tags.0"`.
  public func value(at path: String) -> BSONValue? {
    var current = BSONValue.document(self)
    for step in path.split(separator: ".", omittingEmptySubsequences: false) {
      switch current {
      case .document(let document):
        guard let next = document[String(step)] else { return nil }
        current = next
      case .array(let elements):
        guard let index = Int(step), elements.indices.contains(index) else { return nil }
        current = elements[index]
      default: return nil
      }
    }
    return current
  }
}

extension BSONDocument: ExpressibleByDictionaryLiteral {
  /// Keeps the order of the literal: `["find": "users", "limit": 1]` is a command.
  public init(dictionaryLiteral elements: (String, BSONValue)...) { self.init(elements) }
}

extension BSONDocument: Sequence {
  public struct Iterator: IteratorProtocol {
    let bytes: [UInt8]
    var scanner: BSONScanner

    public mutating func next() -> (key: String, value: BSONValue)? {
      guard let element = scanner.next(in: bytes) else { return nil }
      return (String(decoding: bytes[element.key], as: UTF8.self), bytes.bsonValue(of: element))
    }
  }

  public func makeIterator() -> Iterator { Iterator(bytes: bytes, scanner: BSONScanner(of: bytes)) }
}
