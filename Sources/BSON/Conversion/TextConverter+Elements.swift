extension TextConverter {
  @inline(never)
  static func skipWhiteSpace(
    _ text: UnsafePointer<UInt8>, until limit: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8> {
    var next = text
    while next < limit, next[0] == 0x20 || next[0] == 0x0A || next[0] == 0x0D || next[0] == 0x09 { next += 1 }
    return next
  }

  /// Decimal digits and a zero: the key of an array's element.
  @inline(__always)
  static func writeIndex(_ index: Int, to output: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
    if index < 10 {
      output[0] = UInt8(truncatingIfNeeded: index) | 0x30
      output[1] = 0
      return output + 2
    }
    return writeLongIndex(index, to: output)
  }

  @inline(never)
  private static func writeLongIndex(
    _ index: Int, to output: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var count = 0
    var rest = index
    repeat {
      count += 1
      rest /= 10
    } while rest > 0
    output[count] = 0
    rest = index
    for place in (0..<count).reversed() {
      output[place] = UInt8(truncatingIfNeeded: rest % 10) | 0x30
      rest /= 10
    }
    return output + count + 1
  }

  /// Notes a top-level key that the line's collection or its `_id` depends on.
  @inline(__always)
  mutating func note(_ facts: UnsafePointer<FieldNode>, _ offset: Int, _ value: UnsafePointer<UInt8>) {
    seen |= facts.pointee.identifies
    let slot = Int(facts.pointee.slot)
    // Of a key given twice the first counts, as it does for whoever looks it up.
    if slot != 0, slots[slot] == 0 { slots[slot] = offset }
    if facts.pointee.page != 0 { notePage(facts.pointee.page, value) }
  }

  private mutating func notePage(_ bit: UInt8, _ value: UnsafePointer<UInt8>) {
    if bit == FieldNode.Page.items {
      guard value[0] == UInt8(ascii: "[") else { return }
      page |= items == nil ? FieldNode.Page.items : FieldNode.Page.twice
      items = value
    } else {
      page |= bit
    }
  }

  /// Whether a whole element may stand where it does: a date or null where a date is asked for. A string that is a date
  /// only when its escapes are resolved becomes one.
  @inline(never)
  mutating func judge(
    _ facts: UnsafePointer<FieldNode>, _ element: UnsafeMutablePointer<UInt8>, _ end: UnsafeMutablePointer<UInt8>
  ) -> (UnsafeMutablePointer<UInt8>, Fault) {
    var end = end
    if facts.pointee.dates & active != 0 {
      switch element[0] {
      case BSONType.date, BSONType.null: break
      case BSONType.string:
        guard let after = Self.makeDate(element, end) else { fallthrough }
        end = after
        consistent &= facts.pointee.dates
      default:
        if active != UInt64.max, !isLenient { return (end, .badDate) }
        consistent &= ~facts.pointee.dates
      }
    }
    if facts.pointee.stamped & active != 0 {
      consistent &= facts.pointee.stamped
      end = element
    }
    return (end, .none)
  }

  /// Where the date ends that takes the string's place.
  private static func makeDate(
    _ element: UnsafeMutablePointer<UInt8>, _ end: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8>? {
    var value = element + 1
    while value[0] != 0 { value += 1 }
    value += 1
    guard let date = BSONDate.parse(UnsafeRawBufferPointer(start: value + 4, count: end - value - 5)) else {
      return nil
    }
    element[0] = BSONType.date
    value.store(date.milliseconds)
    return value + 8
  }
}
