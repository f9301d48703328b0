internal import BSON

/// One input through the line converter and, if it becomes a document, through writer and reader again.
///
/// Line and output are allocated to just the sizes that the converter asks for, so that AddressSanitizer finds any byte
/// read or written beyond them. One converter for all inputs, as a load has it: what it remembers must not matter.
func fuzzConverter(_ text: UnsafeRawBufferPointer) {
  // A line has no newline within itself.
  if text.contains(0x0A) { return }
  let count = text.count
  let line = UnsafeMutableRawBufferPointer.allocate(byteCount: count + LineConverter.padding, alignment: 1)
  defer { line.deallocate() }
  line.copyBytes(from: text)
  for index in count..<line.count { line[index] = 0x0A }
  let padded = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(line)[..<count])
  var fresh = LineConverter(fields)
  precondition(conversions(of: padded, by: &experienced) == conversions(of: padded, by: &fresh), "memory matters")
}

/// What the line became, and the items of a page; each document's bytes as well.
private func conversions(
  of line: UnsafeRawBufferPointer, by converter: inout LineConverter
) -> [(LineConverter.Conversion, [UInt8])] {
  let output = UnsafeMutableRawBufferPointer.allocate(
    byteCount: LineConverter.capacity(for: line.count), alignment: 1)
  defer { output.deallocate() }
  guard let base = output.baseAddress else { return [] }
  var conversions: [(LineConverter.Conversion, [UInt8])] = []
  func keep(_ conversion: LineConverter.Conversion) {
    guard case .document(let document) = conversion else { return conversions.append((conversion, [])) }
    let bytes = Array(output[document.range])
    check(bytes)
    conversions.append((conversion, bytes))
  }
  let whole = converter.convert(line, into: base)
  keep(whole)
  if case .page(var page) = whole {
    while let item = converter.convertItem(of: &page, line, into: base) { keep(item) }
  }
  return conversions
}

private func == (
  left: [(LineConverter.Conversion, [UInt8])], right: [(LineConverter.Conversion, [UInt8])]
) -> Bool {
  left.elementsEqual(right) { $0.0 == $1.0 && $0.1 == $1.1 }
}

// SAFETY: libFuzzer and the test call from one thread at a time.
nonisolated(unsafe) private var experienced = LineConverter(fields)

private let fields = FieldTable(
  [
    FieldTable.Collection(
      name: "events", dates: ["t", "s.t"], doubles: ["l.x"], identifyingKeys: [["t", "a"]], identity: ["u"],
      leadingTime: "t", stamp: "i"),
    FieldTable.Collection(name: "things", dates: ["c", "p.t"], identifyingKeys: [["u"]], identity: ["u"]),
    FieldTable.Collection(name: "places", doubles: ["x"], identifyingKeys: [["x"]], identity: ["a", "b"]),
  ], pages: FieldTable.PageKeys(items: "items", markers: ["cursor"]))

/// What was converted is BSON, and its text is read back as a document that is written the same.
private func check(_ document: [UInt8]) {
  do {
    let text = try BSONDocument(validating: document).json(.extended)
    let again = try BSONDocument(json: text)
    precondition(again.json(.extended) == text, "not stable")
  } catch {
    fatalError("\(error)")
  }
}
