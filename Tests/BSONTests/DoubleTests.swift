import BSON
import Glibc
import Testing

@Suite("A double in text")
struct DoubleTests {
  private func read(_ text: String) throws -> UInt64? {
    try BSONDocument(json: #"{"a":\#(text)}"#)["a"]?.doubleValue?.bitPattern
  }

  private func expectAsStrtod(_ text: String) throws {
    #expect(try read(text) == strtod(text, nil).bitPattern, "\(text)")
  }

  @Test("is read as strtod reads it, whatever its bits", arguments: 0..<4)
  func randomBits(part: UInt64) throws {
    var random = SeededGenerator(seed: part)
    for _ in 0..<5000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      let text = value.description
      try expectAsStrtod(text.contains(".") || text.contains("e") ? text : text + ".0")
    }
  }

  @Test("is read as strtod reads it, whatever its digits", arguments: 0..<4)
  func randomDigits(part: UInt64) throws {
    var random = SeededGenerator(seed: part &+ 100)
    for _ in 0..<5000 {
      let whole =
        Int.random(in: 0...3, using: &random) == 0
        ? "0" : String(random.next() >> UInt64.random(in: 0...60, using: &random))
      let count = Int.random(in: 1...25, using: &random)
      let fraction = (0..<count).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
      let exponent = Int.random(in: 0...2, using: &random) == 0 ? "" : "e\(Int.random(in: -345...280, using: &random))"
      try expectAsStrtod("-\(whole).\(fraction)\(exponent)")
    }
  }

  @Test("is rounded to even exactly half way, and away from it beside", arguments: 0..<12)
  func halfWay(shift: UInt64) throws {
    var random = SeededGenerator(seed: shift)
    for _ in 0..<300 {
      // 54 bits, the last one set: half way between two doubles; written out in full, as an integer and as a fraction.
      let middle = (random.next() >> 10 | 1 << 53 | 1)
      let integer = UInt128(middle) << UInt128(shift)
      try expectAsStrtod("\(integer).0")
      try expectAsStrtod("\(integer).000000000000000000000000000001")
      try expectAsStrtod("\(integer - 1).9999999999999999999999999999")
      var digits = UInt128(middle)
      for _ in 0..<shift { digits *= 5 }
      try expectAsStrtod("\(digits).0e-\(shift)")
    }
  }

  @Test(
    "is right at the edges",
    arguments: [
      "2.2250738585072011e-308", "2.2250738585072012e-308", "2.2250738585072014e-308", "4.9406564584124654e-324",
      "2.4703282292062327e-324", "2.4703282292062328e-324", "2.4703282292062327208299e-324", "1.7976931348623157e308",
      "1.7976931348623158e308", "0.0", "-0.0", "0e0", "0e999999999999", "1e-400", "1e-99999999999999999999", "1e22",
      "1e23",
      "9007199254740993.0", "8.5e-5", "123456789012345678901234567890e-29",
      "0.000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001e90",
      "6.9294956446009195e15", "3.1415926535897932384626433832795028841971693993751",
    ])
  func edges(text: String) throws { try expectAsStrtod(text) }

  @Test("takes time in proportion to its length, and stays right")
  func longTexts() throws {
    for length in [800, 20_000, 400_000] {
      try expectAsStrtod("0." + String(repeating: "0", count: length) + "1e\(length)")
      try expectAsStrtod("1." + String(repeating: "3", count: length))
      try expectAsStrtod(String(repeating: "7", count: length) + ".0e-\(length)")
    }
  }

  @Test(
    "is refused out of range",
    arguments: [
      "1e309", "-1e309", "1.7976931348623159e308", "1e999999999999999999999", "9223372036854775808",
      "-9223372036854775809", "123456789012345678901",
    ])
  func outOfRange(text: String) {
    #expect(throws: JSONError(.numberOutOfRange, at: 5)) { try BSONDocument(json: #"{"a":\#(text)}"#) }
  }

  @Test(
    "is no number otherwise",
    arguments: ["01", "1.", ".5", "+1", "-", "1e", "1e+", "0x10", "1_0", "--1", "1.e5", "NaN", "Infinity", "-Infinity"])
  func malformed(text: String) {
    #expect(throws: JSONError.self) { try BSONDocument(json: #"{"a":\#(text)}"#) }
  }
}
