extension TextConverter {
  /// Copies up to the first byte that cannot simply be copied. Up to seven bytes beyond are written, to be overwritten.
  @inline(__always)
  static func copyPlain(
    _ text: UnsafePointer<UInt8>, _ output: UnsafeMutablePointer<UInt8>
  ) -> (UnsafePointer<UInt8>, UnsafeMutablePointer<UInt8>) {
    var next = text
    var end = output
    while true {
      let word = next.word
      end.store(word)
      let special = Words.special(word)
      if special != 0 {
        let count = special.trailingZeroBitCount &>> 3
        return (next + count, end + count)
      }
      next += 8
      end += 8
    }
  }

  /// The rest of a string from its first escape or byte beyond ASCII on; `next` ends at its closing quotation mark.
  @inline(never)
  static func copyRest(
    _ text: UnsafePointer<UInt8>, _ output: UnsafeMutablePointer<UInt8>
  ) -> (UnsafePointer<UInt8>, UnsafeMutablePointer<UInt8>, Fault) {
    var next = text
    var end = output
    while true {
      switch next[0] {
      case UInt8(ascii: "\""): return (next, end, .none)
      case UInt8(ascii: "\\"):
        guard copyEscape(&next, &end) else { return (next, end, .notJSON) }
      case 0..<0x20: return (next, end, .notJSON)
      case 0x80...:
        let count = UTF8Sequence.length(at: next)
        if count == 0 { return (next, end, .notUTF8) }
        // Four bytes are written whatever the length: the next write covers what is too much.
        end.store(next.halfWord)
        next += count
        end += count
      default: (next, end) = copyPlain(next, end)
      }
    }
  }

  private static func copyEscape(
    _ next: inout UnsafePointer<UInt8>, _ end: inout UnsafeMutablePointer<UInt8>
  ) -> Bool {
    let plain: UInt8
    switch next[1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain = next[1]
    case UInt8(ascii: "b"): plain = 0x08
    case UInt8(ascii: "f"): plain = 0x0C
    case UInt8(ascii: "n"): plain = 0x0A
    case UInt8(ascii: "r"): plain = 0x0D
    case UInt8(ascii: "t"): plain = 0x09
    case UInt8(ascii: "u"):
      guard var code = hexadecimal(next + 2) else { return false }
      next += 6
      if 0xD800..<0xE000 ~= code {
        // A high half must be followed by a low one; alone, neither is a character.
        guard code < 0xDC00, next[0] == UInt8(ascii: "\\"), next[1] == UInt8(ascii: "u"),
          let low = hexadecimal(next + 2), 0xDC00..<0xE000 ~= low
        else { return false }
        next += 6
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      end += UTF8Sequence.write(code, to: end)
      return true
    default: return false
    }
    end[0] = plain
    next += 2
    end += 1
    return true
  }

  private static func hexadecimal(_ digits: UnsafePointer<UInt8>) -> UInt32? {
    var code: UInt32 = 0
    for index in 0..<4 {
      guard let digit = Hex.value(of: digits[index]) else { return nil }
      code = code << 4 | UInt32(digit)
    }
    return code
  }

  static func holdsZero(_ start: UnsafeMutablePointer<UInt8>, _ end: UnsafeMutablePointer<UInt8>) -> Bool {
    var next = start
    while next < end {
      if next[0] == 0 { return true }
      next += 1
    }
    return false
  }
}

/// One character of UTF-8 beyond ASCII.
enum UTF8Sequence {
  /// How many bytes the character takes; 0 when it is none: overlong, a surrogate, above U+10FFFF, or cut short.
  /// Rows of the Unicode Standard, table 3-7.
  @inline(__always)
  static func length(at text: UnsafePointer<UInt8>) -> Int {
    func continues(_ index: Int) -> Bool { text[index] & 0xC0 == 0x80 }
    switch text[0] {
    case 0xC2...0xDF: return continues(1) ? 2 : 0
    case 0xE0: return 0xA0...0xBF ~= text[1] && continues(2) ? 3 : 0
    case 0xED: return 0x80...0x9F ~= text[1] && continues(2) ? 3 : 0
    case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
    case 0xF0: return 0x90...0xBF ~= text[1] && continues(2) && continues(3) ? 4 : 0
    case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
    case 0xF4: return 0x80...0x8F ~= text[1] && continues(2) && continues(3) ? 4 : 0
    default: return 0
    }
  }

  /// Returns how many bytes were written. `code` is a scalar value.
  static func write(_ code: UInt32, to output: UnsafeMutablePointer<UInt8>) -> Int {
    func tail(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(code >> shift & 0x3F) }
    switch code {
    case 0..<0x80:
      output[0] = UInt8(code)
      return 1
    case 0x80..<0x800:
      output[0] = 0xC0 | UInt8(code >> 6)
      output[1] = tail(0)
      return 2
    case 0x800..<0x10000:
      output[0] = 0xE0 | UInt8(code >> 12)
      output[1] = tail(6)
      output[2] = tail(0)
      return 3
    default:
      output[0] = 0xF0 | UInt8(code >> 18)
      output[1] = tail(12)
      output[2] = tail(6)
      output[3] = tail(0)
      return 4
    }
  }
}
