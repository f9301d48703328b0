internal import BSON

/// One JSON object a line.
struct NDJSONWriter: RecordWriter {
  private let style: JSONStyle

  init(_ style: JSONStyle) { self.style = style }

  mutating func append(_ document: UnsafeRawBufferPointer, to text: inout [UInt8]) {
    text.append(contentsOf: unsafe BSONDocument(unchecked: [UInt8](document)).json(style))
    text.append(0x0A)
  }

  mutating func settle(_ text: inout [UInt8]) {}
}
