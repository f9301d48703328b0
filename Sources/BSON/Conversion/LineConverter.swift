/// Turns lines into documents ready to be sent: typed as their collection asks, with a derived `_id`, in one pass.
///
/// One a thread; it owns its scratch memory and is reused for every line.
/// ```swift
/// var converter = LineConverter(table)
/// switch converter.convert(line, into: output) {
/// case .document(let document): send(output + document.range.lowerBound, document.range.count)
/// case .page(var page): while let item = converter.convertItem(of: &page, line, into: output) { … }
/// case .refused(let refusal): report(refusal)
/// }
/// ```
public struct LineConverter: ~Copyable {
  /// How many bytes must be readable after a line; the first of them is a newline or another control character.
  public static let padding = TextConverter.padding

  /// How much room a line of that length needs in the output.
  public static func capacity(for length: Int) -> Int { TextConverter.capacity(for: length) }

  /// What a line became. Ranges are of bytes in the output it was converted into.
  public enum Conversion: Sendable, Hashable {
    case document(Document)
    /// The line stands for its items, each to be converted by `convertItem`.
    case page(Page)
    case refused(LineRefusal)
  }

  public struct Document: Sendable, Hashable {
    /// Index into the field table's collections.
    public let collection: Int
    public let range: Range<Int>
    /// The `_id` that was derived; nil when the line brought its own.
    public let derivedID: BSONObjectID?
    /// Where the eight bytes of the stamp lie, little-endian milliseconds; nil when the collection has none.
    public let stamp: Int?
  }

  /// Where reading stands in the items of one line.
  public struct Page: Sendable, Hashable {
    var next: Int
    /// The number, from 0, of the item that was converted last; -1 before the first.
    public internal(set) var item = -1
    /// Where in the line that item's text lies.
    public internal(set) var source = 0..<0
  }

  let table: FieldTable
  var converter: TextConverter
  /// What stamps are written with.
  public var stamp = BSONDate(milliseconds: 0)

  public init(_ table: FieldTable) {
    self.table = table
    converter = TextConverter(table.compiled)
  }

  /// Converts one line.
  ///
  /// - Parameters:
  ///   - line: without its newline. `padding` bytes behind it are readable, and the first is below 0x20.
  ///   - output: room for `capacity(for: line.count)` bytes.
  ///   - collection: the collection to take it as; nil for the one its keys say.
  public mutating func convert(
    _ line: UnsafeRawBufferPointer, into output: UnsafeMutableRawPointer, as collection: Int? = nil
  ) -> Conversion {
    // SAFETY: the caller's promises above are what `TextConverter` asks for.
    guard let start = line.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return .refused(.init(.notJSON)) }
    let limit = start + line.count
    let text = TextConverter.skipWhiteSpace(start, until: limit)
    let bytes = output.assumingMemoryBound(to: UInt8.self)
    switch text[0] {
    case UInt8(ascii: "{"):
      return convertObject(text, line, into: bytes, as: collection, isWhole: true).conversion
    case UInt8(ascii: "["): return page(text, items: text, line, into: bytes) ?? refusal(.notJSON, text, line)
    default: return refusal(Self.beginsValue(text) && text < limit ? .notObject : .notJSON, text, line)
    }
  }

  /// One object, and where it ends unless it was refused. A whole line may be a page, and nothing may follow it.
  mutating func convertObject(
    _ text: UnsafePointer<UInt8>, _ line: UnsafeRawBufferPointer, into output: UnsafeMutablePointer<UInt8>,
    as wanted: Int?, isWhole: Bool
  ) -> (conversion: Conversion, next: UnsafePointer<UInt8>) {
    let limit = line.limit
    converter.active = wanted.map { 1 << UInt64($0) } ?? .max
    let root = output + Self.idElementSize
    var outcome = converter.run(text, until: limit, into: root)
    if isWhole, let items = converter.items {
      // A fault inside an item concerns that item alone.
      if outcome.fault != .none || converter.page == FieldNode.Page.items | FieldNode.Page.marker {
        if let page = page(text, items: items, line, into: output) { return (page, limit) }
        outcome = converter.run(text, until: limit, into: root)
      }
    }
    if outcome.fault != .none { return (fault(outcome, line, root), outcome.next) }
    if isWhole, let refusal = trailingFault(outcome.next, line) { return (refusal, outcome.next) }
    guard let collection = wanted ?? route() else { return (.refused(LineRefusal(.noCollection)), outcome.next) }
    if wanted == nil, converter.consistent >> UInt64(collection) & 1 == 0 {
      // Some field was read as another collection has it.
      converter.active = 1 << UInt64(collection)
      outcome = converter.run(text, until: limit, into: root)
      if outcome.fault != .none { return (fault(outcome, line, root), outcome.next) }
    }
    return (finish(collection, output, outcome.end), outcome.next)
  }

  private func route() -> Int? {
    for route in converter.fields.routes where converter.seen & route.keys == route.keys { return route.collection }
    return nil
  }

  func trailingFault(_ next: UnsafePointer<UInt8>, _ line: UnsafeRawBufferPointer) -> Conversion? {
    let rest = TextConverter.skipWhiteSpace(next, until: line.limit)
    return rest < line.limit ? refusal(.notJSON, rest, line) : nil
  }

  func refusal(
    _ reason: LineRefusal.Reason, _ place: UnsafePointer<UInt8>, _ line: UnsafeRawBufferPointer
  ) -> Conversion {
    .refused(LineRefusal(reason, column: UnsafeRawPointer(place) - line.baseAddress! + 1))
  }

  /// Whether a JSON value that is no container begins here.
  private static func beginsValue(_ text: UnsafePointer<UInt8>) -> Bool {
    switch text[0] {
    case UInt8(ascii: "\""), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
      text[1] == UInt8(ascii: text[0] == 0x74 ? "r" : text[0] == 0x66 ? "a" : "u")
    default: false
    }
  }
}

extension UnsafeRawBufferPointer {
  var limit: UnsafePointer<UInt8> { (baseAddress! + count).assumingMemoryBound(to: UInt8.self) }
}
