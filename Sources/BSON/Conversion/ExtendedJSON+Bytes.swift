extension ExtendedJSON {
  /// Puts the value that the document at `start` stands for in its place, if it stands for one. The slow way: values
  /// are made. What a wrapper stands for is never longer than the wrapper.
  static func replace(
    _ element: UnsafeMutablePointer<UInt8>, _ start: UnsafeMutablePointer<UInt8>,
    _ end: UnsafeMutablePointer<UInt8>
  ) -> (UnsafeMutablePointer<UInt8>, TextConverter.Fault) {
    let document = BSONDocument(unchecked: Array(UnsafeBufferPointer(start: start, count: end - start)))
    let replacement: BSONValue?
    do {
      replacement = try value(of: document.map { ($0.key, $0.value) })
    } catch {
      return (end, document.keys.first == "$date" ? .badDate : .badExtendedJSON)
    }
    guard let replacement else { return (end, .none) }
    let bytes = BSONDocument([("", replacement)]).bytes
    // Length, type and the empty key's zero lead; the document's zero trails.
    let content = bytes[6..<bytes.count - 1]
    element[0] = bytes[4]
    content.withUnsafeBufferPointer { start.update(from: $0.baseAddress!, count: content.count) }
    return (start + content.count, .none)
  }
}
