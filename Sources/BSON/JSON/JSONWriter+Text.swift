extension JSONWriter.Walk {
  typealias Output = JSONWriter.Output

  /// Copies the key at `text` up to its zero, or to `end` if it has none; returns where that is.
  @inline(__always)
  static func copyKey(
    _ text: UnsafePointer<UInt8>, until end: UnsafePointer<UInt8>, to output: Output
  ) -> (UnsafePointer<UInt8>, Output) {
    var next = text
    var output = output
    // A zero is a control character, so it is among the special bytes.
    while end - next >= 8 {
      let word = next.word
      output.store(word)
      let special = Words.special(word)
      if special == 0 {
        next += 8
        output += 8
        continue
      }
      let count = special.trailingZeroBitCount &>> 3
      next += count
      output += count
      if next[0] == 0 { return (next, output) }
      break
    }
    return copyRestOfKey(next, until: end, to: output)
  }

  @inline(never)
  private static func copyRestOfKey(
    _ text: UnsafePointer<UInt8>, until end: UnsafePointer<UInt8>, to output: Output
  ) -> (UnsafePointer<UInt8>, Output) {
    var last = text
    while last < end, last[0] != 0 { last += 1 }
    return (last, copyBytes(text, until: last, to: output))
  }

  /// Copies text whose end is known. Nothing at or beyond `limit` is read.
  @inline(__always)
  static func copyText(
    _ text: UnsafePointer<UInt8>, until end: UnsafePointer<UInt8>, _ limit: UnsafePointer<UInt8>, to output: Output
  ) -> Output {
    var next = text
    var output = output
    while limit - next >= 8 {
      let word = next.word
      output.store(word)
      let count = end - next
      let special = Words.special(word)
      if count >= 8 {
        if special != 0 { break }
        next += 8
        output += 8
      } else {
        // The last word reaches beyond the text; only marks within it matter.
        if special & ~(UInt64.max &<< UInt64(truncatingIfNeeded: 8 &* count)) != 0 { break }
        return output + count
      }
    }
    return copyBytes(next, until: end, to: output)
  }

  /// The slow way, byte by byte: escapes, characters beyond ASCII, and the last bytes of a document. `end` is readable.
  @inline(never)
  private static func copyBytes(
    _ text: UnsafePointer<UInt8>, until end: UnsafePointer<UInt8>, to output: Output
  ) -> Output {
    var next = text
    var output = output
    while next < end {
      let byte = next[0]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        output[0] = UInt8(ascii: "\\")
        output[1] = byte
        output += 2
        next += 1
      case 0..<0x20:
        output = escape(byte, to: output)
        next += 1
      case 0x80...:
        // Stops at the zero behind the text, so what is cut short is noticed.
        let count = UTF8Sequence.length(at: next)
        if count == 0 || count > end - next {
          output = write("\u{FFFD}", to: output)
          next += 1
        } else {
          output.update(from: next, count: count)
          output += count
          next += count
        }
      default:
        output[0] = byte
        output += 1
        next += 1
      }
    }
    return output
  }

  private static func escape(_ byte: UInt8, to output: Output) -> Output {
    output[0] = UInt8(ascii: "\\")
    switch byte {
    case 0x08: output[1] = UInt8(ascii: "b")
    case 0x09: output[1] = UInt8(ascii: "t")
    case 0x0A: output[1] = UInt8(ascii: "n")
    case 0x0C: output[1] = UInt8(ascii: "f")
    case 0x0D: output[1] = UInt8(ascii: "r")
    default:
      output[1] = UInt8(ascii: "u")
      output[2] = UInt8(ascii: "0")
      output[3] = UInt8(ascii: "0")
      output[4] = 0x30 | byte >> 4
      output[5] = byte & 15 < 10 ? 0x30 | byte & 15 : byte & 15 + 0x57
      return output + 6
    }
    return output + 2
  }

  /// The eight hexadecimal digits of four bytes, in order.
  @inline(__always)
  static func hexadecimal(_ bytes: UInt32) -> UInt64 {
    // Each byte to its own pair of bytes, upper half first.
    var spread = UInt64(bytes)
    spread = (spread | spread &<< 16) & 0x0000_FFFF_0000_FFFF
    spread = (spread | spread &<< 8) & 0x00FF_00FF_00FF_00FF
    let digits = (spread &>> 4 | spread &<< 8) & Words.all(0x0F)
    // Adding 6 carries into bit 4 from 10 on; the letters lie 39 beyond what follows the nine.
    let letters = (digits &+ Words.all(0x06)) &>> 4 & Words.ones
    return digits &+ Words.all(0x30) &+ letters &* 39
  }
}
