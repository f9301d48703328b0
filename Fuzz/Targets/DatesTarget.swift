internal import BSON

/// A date that is read is written in one form, which is read as the same date; and the line converter, which reads dates by
/// words, agrees with the reader that goes byte by byte.
func fuzzDates(_ input: UnsafeRawBufferPointer) {
  let date = BSONDate(rfc3339: input)
  if let date {
    precondition(BSONDate(rfc3339: date.rfc3339) == date || !date.rfc3339.first!.isNumber, "not stable")
  }
  // What stands in a JSON string as it is.
  guard input.allSatisfy({ 0x20..<0x7F ~= $0 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) else { return }
  let line = Array(#"{"u":"1","t":""#.utf8) + input + Array(#""}"#.utf8)
  precondition(convertedDate(line) == date, "the converter reads another date")
}

private func convertedDate(_ line: [UInt8]) -> BSONDate? {
  let padded = line + [UInt8](repeating: 0x0A, count: LineConverter.padding)
  let output = UnsafeMutableRawBufferPointer.allocate(
    byteCount: LineConverter.capacity(for: line.count), alignment: 1)
  defer { output.deallocate() }
  var converter = LineConverter(fields)
  return padded.withUnsafeBytes { bytes in
    let line = UnsafeRawBufferPointer(rebasing: bytes[..<line.count])
    guard case .document(let document) = converter.convert(line, into: output.baseAddress!),
      case .date(let date)? = BSONDocument(unchecked: Array(output[document.range]))["t"]
    else { return nil }
    return date
  }
}

private let fields = FieldTable([
  FieldTable.Collection(name: "events", dates: ["t"], identifyingKeys: [["t"]], identity: ["u"])
])
