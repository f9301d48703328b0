/// libFuzzer's entry: one input through the line converter and, if it becomes a document, through writer and reader again.
///
/// Compiled together with the BSON room by `scripts/fuzz`, with AddressSanitizer. Line and output are allocated to just the
/// sizes that the converter asks for, so that any byte read or written beyond them is found.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = UnsafeBufferPointer(start: start, count: count)
  let line = UnsafeMutableRawBufferPointer.allocate(byteCount: count + LineConverter.padding, alignment: 1)
  let output = UnsafeMutableRawBufferPointer.allocate(byteCount: LineConverter.capacity(for: count), alignment: 1)
  defer {
    line.deallocate()
    output.deallocate()
  }
  line.copyBytes(from: text)
  for index in count..<line.count { line[index] = 0x0A }
  // A line has no newline within itself.
  if text.contains(0x0A) { return 0 }

  let padded = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(line)[..<count])
  guard let base = output.baseAddress else { return 0 }
  var converter = LineConverter(fields)
  switch converter.convert(padded, into: base) {
  case .document(let document): check(document, output)
  case .page(var page):
    while let item = converter.convertItem(of: &page, padded, into: base) {
      if case .document(let document) = item { check(document, output) }
    }
  case .refused: break
  }
  return 0
}

private let fields = FieldTable(
  [
    FieldTable.Collection(
      name: "events", dates: ["t", "s.t"], doubles: ["l.x"], identifyingKeys: [["t", "a"]], identity: ["u"],
      leadingTime: "t", stamp: "i"),
    FieldTable.Collection(name: "things", dates: ["c", "p.t"], identifyingKeys: [["u"]], identity: ["u"]),
    FieldTable.Collection(name: "places", doubles: ["x"], identifyingKeys: [["x"]], identity: ["a", "b"]),
  ], pages: FieldTable.PageKeys(items: "items", markers: ["cursor"]))

/// What was converted is BSON, and its text is read back as a document that is written the same.
private func check(_ document: LineConverter.Document, _ output: UnsafeMutableRawBufferPointer) {
  do {
    let made = try BSONDocument(validating: Array(output[document.range]))
    let text = made.json(.extended)
    let again = try BSONDocument(json: text)
    precondition(again.json(.extended) == text, "not stable")
  } catch {
    fatalError("\(error)")
  }
}
