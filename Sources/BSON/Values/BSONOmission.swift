/// Copies documents without some of their fields, as bytes: nothing is decoded.
public struct BSONOmission: Sendable {
  /// Names of fields at the top level.
  private let names: [[UInt8]]
  private var copy: [UInt8] = []

  public init(_ names: some Sequence<String>) { self.names = names.map { Array($0.utf8) } }

  /// Lends the document without the fields to `body`. Bytes that are no document are passed on as they are.
  public mutating func callAsFunction<Result>(
    _ document: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    if names.isEmpty || document.count < 5 { return body(document) }
    copy.removeAll(keepingCapacity: true)
    var kept = 0
    for element in BSONElements(document) where isOmitted(element.key) {
      // The type stands before the key.
      let start = element.key.baseAddress! - document.baseAddress! - 1
      copy.append(contentsOf: UnsafeRawBufferPointer(rebasing: document[kept..<start]))
      kept = element.value.baseAddress! - document.baseAddress! + element.value.count
    }
    copy.append(contentsOf: UnsafeRawBufferPointer(rebasing: document[kept...]))
    let cut = UInt32(document.count - copy.count)
    return copy.withUnsafeMutableBytes { copy in
      let length = UInt32(littleEndian: copy.loadUnaligned(as: UInt32.self))
      copy.storeBytes(of: (length &- cut).littleEndian, as: UInt32.self)
      return body(UnsafeRawBufferPointer(copy))
    }
  }

  private func isOmitted(_ key: UnsafeRawBufferPointer) -> Bool { names.contains { $0.elementsEqual(key) } }
}
