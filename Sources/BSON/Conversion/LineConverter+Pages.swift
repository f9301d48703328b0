extension LineConverter {
  /// The line as a page, when it is one: all of it is read before any item is delivered, so that what is malformed
  /// as JSON is refused whole. What is wrong with the content of an item, within its strings, or deeper than is read, is
  /// left to be found with that item: nobody asks for a page again whose other items were good.
  mutating func page(
    _ text: UnsafePointer<UInt8>, items: UnsafePointer<UInt8>, _ line: UnsafeRawBufferPointer,
    into output: UnsafeMutablePointer<UInt8>
  ) -> Conversion? {
    let outcome = runLeniently(text, line, into: output)
    let isArray = text == items
    let keys = FieldNode.Page.items | FieldNode.Page.marker
    guard isArray || (outcome.fault == .none && converter.page == keys) else { return nil }
    if outcome.fault != .none { return fault(outcome, line, output) }
    return trailingFault(outcome.next, line) ?? .page(Page(next: UnsafeRawPointer(items + 1) - line.baseAddress!))
  }

  /// Converts the next item of a page; nil when there is none left. `line` and `output` as for `convert`; the item's
  /// number is `page.item`.
  public mutating func convertItem(
    of page: inout Page, _ line: UnsafeRawBufferPointer, into output: UnsafeMutableRawPointer, as collection: Int? = nil
  ) -> Conversion? {
    guard let start = line.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return nil }
    // SAFETY: the whole line was read when the page was recognised, so items, commas and the closing bracket follow.
    let bytes = output.assumingMemoryBound(to: UInt8.self)
    var text = TextConverter.skipWhiteSpace(start + page.next, until: line.limit)
    if text[0] == UInt8(ascii: ",") { text = TextConverter.skipWhiteSpace(text + 1, until: line.limit) }
    if text[0] == UInt8(ascii: "]") || text >= line.limit { return nil }
    page.item += 1
    defer { page.source = text - start..<page.next }
    guard text[0] == UInt8(ascii: "{") else {
      page.next = Self.end(of: text, until: line.limit) - start
      return refusal(.notObject, text, line)
    }
    let (conversion, next) = convertObject(text, line, into: bytes, as: collection, isWhole: false)
    if case .refused = conversion {
      page.next = Self.end(of: text, until: line.limit) - start
    } else {
      page.next = next - start
    }
    return conversion
  }

  private mutating func runLeniently(
    _ text: UnsafePointer<UInt8>, _ line: UnsafeRawBufferPointer, into output: UnsafeMutablePointer<UInt8>
  ) -> TextConverter.Outcome {
    converter.isLenient = true
    converter.active = .max
    // The page's object and its array lie around the items.
    converter.depthLimit = TextConverter.greatestDepth + 2
    defer {
      converter.isLenient = false
      converter.depthLimit = TextConverter.greatestDepth
    }
    return converter.run(text, until: line.limit, into: output)
  }

  /// Where a value ends of which it is known that it does.
  private static func end(
    of text: UnsafePointer<UInt8>, until limit: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8> {
    switch text[0] {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return TextConverter.endOfContainer(text, until: limit) ?? limit
    case UInt8(ascii: "\""): return TextConverter.endOfString(text + 1, until: limit).map { $0 + 1 } ?? limit
    default:
      var next = text
      while next[0] > 0x20, next[0] != UInt8(ascii: ","), next[0] != UInt8(ascii: "]") { next += 1 }
      return next
    }
  }
}
