internal import Glibc

/// Writes lines of JSON into raw memory. SAFETY: no bounds are checked; the buffer's owner reserves `slack` bytes
/// more than the longest line (`World.longestLine`), which a test holds the world to.
package struct LineWriter {
  package private(set) var at: UnsafeMutableRawPointer
  let isExtended: Bool
  private let digits: DigitTables
  /// The day that `dayText` shows, so that a date costs one comparison and three look-ups.
  private var shownDay: Int64 = .min
  private var dayText: (UInt64, UInt64) = (0, 0)

  /// What block copies may write beyond a line's end.
  package static let slack = 64

  package init(at start: UnsafeMutableRawPointer, isExtended: Bool) {
    at = start
    self.isExtended = isExtended
    digits = DigitTables.shared
  }

  package mutating func move(to start: UnsafeMutableRawPointer) { at = start }

  @inline(__always) mutating func put(_ literal: StaticString) {
    memcpy(at, literal.utf8Start, literal.utf8CodeUnitCount)
    at += literal.utf8CodeUnitCount
  }

  /// A table's piece, in blocks of 32 bytes: reads and writes past its end, where there is room for it.
  @inline(__always) mutating func put(_ text: Text) {
    var done = 0
    repeat {
      let block = (text.start + done).loadUnaligned(as: SIMD32<UInt8>.self)
      (at + done).storeBytes(of: block, as: SIMD32<UInt8>.self)
      done += Text.block
    } while done < text.count
    at += text.count
  }

  @inline(__always) mutating func put(_ bytes: UnsafeRawPointer, count: Int) {
    memcpy(at, bytes, count)
    at += count
  }

  @inline(__always) mutating func put(byte: UInt8) {
    at.storeBytes(of: byte, as: UInt8.self)
    at += 1
  }

  mutating func put(_ number: Int) {
    if number < 0 { put(byte: UInt8(ascii: "-")) }
    var rest = number.magnitude
    var text: UInt64 = 0
    var count = 0
    // Eight digits a register are enough for every number of the model but ids of users beyond a hundred million.
    repeat {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      text = text << 8 | UInt64(48 + digit)
      rest = quotient
      count += 1
    } while rest > 0 && count < 8
    if rest > 0 { put(Int(rest)) }
    at.storeBytes(of: text, as: UInt64.self)
    at += count
  }
}

extension LineWriter {
  /// A date with its quotation marks: RFC 3339 in UTC with milliseconds, or Extended JSON's `$date`.
  @inline(__always) mutating func put(date: Milliseconds) {
    if isExtended { put("{\"$date\":") }
    let (days, rest) = date.quotientAndRemainder(dividingBy: day)
    if days != shownDay { show(day: days) }
    at.storeBytes(of: dayText.0, as: UInt64.self)
    (at + 8).storeBytes(of: dayText.1, as: UInt64.self)
    let time = Int(truncatingIfNeeded: rest)
    let seconds = time / 1000
    let minutes = seconds / 60
    (at + 12).storeBytes(of: digits.two(minutes / 60), as: UInt16.self)
    (at + 14).storeBytes(of: UInt8(ascii: ":"), as: UInt8.self)
    (at + 15).storeBytes(of: digits.two(minutes % 60), as: UInt16.self)
    (at + 17).storeBytes(of: UInt8(ascii: ":"), as: UInt8.self)
    (at + 18).storeBytes(of: digits.two(seconds % 60), as: UInt16.self)
    (at + 20).storeBytes(of: digits.three(time % 1000), as: UInt32.self)
    (at + 24).storeBytes(of: 0x225A, as: UInt16.self)
    at += 26
    if isExtended { put(byte: UInt8(ascii: "}")) }
  }

  private mutating func show(day days: Int64) {
    shownDay = days
    let date = Calendar.date(days: Int(days))
    let text =
      [34] + [date.year / 1000, date.year / 100 % 10, date.year / 10 % 10, date.year % 10].map { UInt8(48 + $0) }
    let rest: [UInt8] = [
      45, UInt8(48 + date.month / 10), UInt8(48 + date.month % 10), 45, UInt8(48 + date.day / 10),
      UInt8(48 + date.day % 10), 84,
    ]
    let all = text + rest + [0, 0, 0, 0]
    dayText = all.withUnsafeBytes {
      ($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }
  }
}

extension LineWriter {
  enum LetterCase { case upper, lower }

  /// 26 characters of base32 from 128 bits. Two draws with different `high` bits never give the same text.
  @inline(__always) mutating func put(_ identifier: Identifier, _ letters: LetterCase) {
    let (a, b) = (identifier.high, identifier.low)
    let first = base32(SIMD2(a, a &>> 40 | b &<< 24), letters)
    let rest = base32(SIMD2(b &>> 16, b &>> 24), letters)
    at.storeBytes(of: first, as: SIMD2<UInt64>.self)
    // The two overlap: of the last eight characters, six are written twice.
    (at + 16).storeBytes(of: rest[0], as: UInt64.self)
    (at + 18).storeBytes(of: rest[1], as: UInt64.self)
    at += 26
  }

  /// Twice eight characters of base32 from the lower 40 bits of each: every group of five is spread to a byte of its own,
  /// then all bytes become letters at once.
  @inline(__always) private func base32(_ bits: SIMD2<UInt64>, _ letters: LetterCase) -> SIMD2<UInt64> {
    var x = (bits & 0xF_FFFF) | (bits & 0xFF_FFF0_0000) &<< 12
    x = (x & 0x0000_03FF_0000_03FF) | (x & 0x000F_FC00_000F_FC00) &<< 6
    x = (x & 0x001F_001F_001F_001F) | (x & 0x03E0_03E0_03E0_03E0) &<< 3
    // 0…25 are letters, 26…31 the digits 2…7, which lie 41 below where upper-case letters would go on, 73 lower-case.
    let isDigit = ((x &+ 0x6666_6666_6666_6666) & 0x8080_8080_8080_8080) &>> 7
    let less = isDigit | isDigit &<< 3 | isDigit &<< (letters == .upper ? 5 : 6)
    return x &+ (letters == .upper ? 0x4141_4141_4141_4141 : 0x6161_6161_6161_6161) &- less
  }
}

/// The 128 bits behind a uuid.
struct Identifier: Equatable, BitwiseCopyable {
  let high: UInt64
  let low: UInt64

  @inline(__always) init(_ key: UInt64, _ n: Int) {
    high = draw(key, n)
    low = high.again(1)
  }
}
