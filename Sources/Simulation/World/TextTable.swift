internal import Glibc

/// A piece of JSON in a table: copied in whole blocks, so 32 readable bytes must follow it.
struct Text {
  let start: UnsafeRawPointer
  let count: Int
}

/// Texts side by side in memory that lives as long as the table. SAFETY: written once in `init`, read by any thread
/// after.
final class TextTable: @unchecked Sendable {
  private let bytes: UnsafeMutableRawPointer
  private let entries: UnsafeMutablePointer<Text>
  let count: Int

  init(_ texts: [String]) {
    count = texts.count
    let sizes = texts.map { ($0.utf8.count + Text.block - 1) / Text.block * Text.block }
    bytes = .allocate(byteCount: sizes.reduce(Text.block, +), alignment: Text.block)
    entries = .allocate(capacity: max(1, texts.count))
    var at = bytes
    for (index, text) in texts.enumerated() {
      var text = text
      text.withUTF8 { if !$0.isEmpty { at.copyMemory(from: $0.baseAddress.unsafelyUnwrapped, byteCount: $0.count) } }
      (entries + index).initialize(to: Text(start: at, count: text.utf8.count))
      at += sizes[index]
    }
  }

  deinit {
    bytes.deallocate()
    entries.deallocate()
  }

  @inline(__always) subscript(index: Int) -> Text { entries[index] }
}

extension Text {
  static let block = 32

  var string: String { String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self) }
}

/// An immutable array of plain values behind a bare pointer: no retain, no bounds check, in loops that have checked
/// their index by construction.
final class Table<Element: BitwiseCopyable>: @unchecked Sendable {
  private let elements: UnsafeMutablePointer<Element>
  let count: Int

  init(_ values: [Element]) {
    count = values.count
    elements = .allocate(capacity: max(1, values.count))
    for (index, value) in values.enumerated() { (elements + index).initialize(to: value) }
  }

  deinit { elements.deallocate() }

  @inline(__always) subscript(index: Int) -> Element { elements[index] }
}
