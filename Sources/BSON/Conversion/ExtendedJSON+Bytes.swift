extension ExtendedJSON {
  /// Puts the value that the document at `start` stands for in its place, if it stands for one. The slow way: values
  /// are made, though not of what begins with no key of a wrapper. What a wrapper stands for is never longer than the wrapper.
  static func replace(
    _ element: UnsafeMutablePointer<UInt8>, _ start: UnsafeMutablePointer<UInt8>,
    _ end: UnsafeMutablePointer<UInt8>
  ) -> (UnsafeMutablePointer<UInt8>, TextConverter.Fault) {
    // Behind the length and the type.
    let key = String(cString: start + 5)
    guard firstKeys.contains(key) else { return (end, .none) }
    let replacement: BSONValue?
    do {
      replacement = try value(of: members(of: Array(UnsafeBufferPointer(start: start, count: end - start))))
    } catch {
      return (end, key == "$date" ? .badDate : .badExtendedJSON)
    }
    guard let replacement else { return (end, .none) }
    let bytes = BSONDocument([("", replacement)]).bytes
    // Length, type and the empty key's zero lead; the document's zero trails.
    let content = bytes[6..<bytes.count - 1]
    element[0] = bytes[4]
    content.withUnsafeBufferPointer { start.update(from: $0.baseAddress!, count: content.count) }
    return (start + content.count, .none)
  }

  /// The first members of a document: one more than any wrapper has. An array stands there empty, as none has one, and the
  /// values of its elements would take many times its size.
  static func members(of document: [UInt8]) -> [(String, BSONValue)] {
    var members: [(String, BSONValue)] = []
    var scanner = BSONScanner(of: document)
    while members.count < 3, let element = scanner.next(in: document) {
      let value = element.type == BSONType.array ? .array([]) : document.bsonValue(of: element)
      members.append((String(decoding: document[element.key], as: UTF8.self), value))
    }
    return members
  }
}
