extension TextConverter {
  /// The closing quotation mark of the string whose rest begins at `text`, whatever is in it; nil when there is none.
  @inline(never)
  static func endOfString(_ text: UnsafePointer<UInt8>, until limit: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
    var next = text
    while next < limit {
      switch next[0] {
      case UInt8(ascii: "\""): return next
      case UInt8(ascii: "\\"): next += 2
      default: next += 1
      }
    }
    return nil
  }

  /// Behind the object or array that begins at `text`: where as many brackets are closed as were opened, of either kind.
  /// That is where a well formed one ends. Nil when it does not end.
  @inline(never)
  static func endOfContainer(_ text: UnsafePointer<UInt8>, until limit: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
    var next = text
    var depth = 0
    while next < limit {
      switch next[0] {
      case UInt8(ascii: "\""):
        guard let closing = endOfString(next + 1, until: limit) else { return nil }
        next = closing
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return next + 1 }
      default: break
      }
      next += 1
    }
    return nil
  }
}
