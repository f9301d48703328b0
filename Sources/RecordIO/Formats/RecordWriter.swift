package import BSON

/// Turns BSON documents into text of one format. Formats with columns keep the first records back, to see which columns
/// there are and how wide; memory stays bounded however long the answer is.
package protocol RecordWriter {
  /// Appends one record.
  ///
  /// - Parameter document: The bytes of one BSON document, read inside the call.
  mutating func append(_ document: UnsafeRawBufferPointer, to text: inout [UInt8])

  /// Lets go of what was kept back: the reader must not wait for records that are not there yet.
  mutating func settle(_ text: inout [UInt8])

  /// Fields that have no column, because the columns had been decided or were too many: the first ten, fit to be said.
  var homeless: [String] { get }
}

extension RecordWriter {
  package mutating func append(_ document: BSONDocument, to text: inout [UInt8]) {
    unsafe document.bytes.withUnsafeBytes { unsafe append($0, to: &text) }
  }

  package mutating func append(_ document: BSONDocument, to output: inout Output) {
    append(document, to: &output.pending)
  }

  /// Ends the answer.
  package mutating func finish(_ output: inout Output) { settle(&output.pending) }

  package var homeless: [String] { [] }
}
