internal import BSON

/// One JSON object a line.
struct NDJSONWriter: RecordWriter {
  private let writer: JSONWriter

  init(_ style: JSONStyle) { writer = JSONWriter(style: style) }

  mutating func append(_ document: UnsafeRawBufferPointer, to text: inout [UInt8]) {
    do {
      unsafe try writer.append(document, to: &text)
    } catch {
      // Records come from the driver or from our own writers; a line left out in silence would be worse than this.
      preconditionFailure("\(error)")
    }
    text.append(0x0A)
  }

  mutating func settle(_ text: inout [UInt8]) {}
}
