import Testing

@testable import BSON

@Suite("A JSON writer")
struct JSONWriterTests {
  @Test("appends without a newline and leaves what was there")
  func appending() throws {
    var text = Array("x".utf8)
    let document: BSONDocument = ["a": "b"]
    try document.bytes.withUnsafeBytes { try JSONWriter().append($0, to: &text) }
    #expect(String(decoding: text, as: UTF8.self) == #"x{"a":"b"}"#)
  }

  @Test("escapes what JSON must not hold, and repairs what is no UTF-8")
  func escapes() {
    let document: BSONDocument = [
      "\"k\\\n": "\u{0}\u{1}\u{8}\t\n\u{C}\r\u{1F}\u{7F}\"\\/é😀 and more than eight plain bytes"
    ]
    #expect(
      document.jsonString()
        == #"{"\"k\\\n":"\u0000\u0001\b\t\n\f\r\u001f"# + "\u{7F}" + #"\"\\/é😀 and more than eight plain bytes"}"#)
    let broken = BSONDocument(unchecked: [12, 0, 0, 0, 2, 0x61, 0, 3, 0, 0, 0, 0xC3, 0xFF, 0, 0].fixingLength())
    #expect(broken.jsonString() == "{\"a\":\"\u{FFFD}\u{FFFD}\"}")
  }

  @Test(
    "writes doubles with the fewest digits and a point",
    arguments: [
      (5.0, "5.0"), (-79.3832, "-79.3832"), (0.1, "0.1"), (43.65321234567891, "43.65321234567891"), (0.0, "0.0"),
      (-0.0, "-0.0"), (1e16, "1e+16"), (.leastNonzeroMagnitude, "5e-324"), (99_999_999.5, "99999999.5"),
      (0.001, "0.001"),
      (1234.5000001, "1234.5000001"), (0.30000000000000004, "0.30000000000000004"),
      (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
    ] as [(Double, String)])
  func doubles(value: Double, text: String) {
    #expect(BSONValue.double(value).jsonString() == text)
    #expect(value.description == text)
  }

  @Test("writes every integer's digits")
  func integers() {
    for value in [0, 9, 10, 99, 100, 12_345, Int(Int32.max), Int(Int32.min), .max, .min, 1_000_000_000_000_000_000] {
      #expect(BSONValue.int64(Int64(value)).jsonString() == String(value))
    }
  }

  @Test("writes dates as the style says, within and beyond four-digit years")
  func dates() {
    func text(_ milliseconds: Int64, _ style: JSONStyle) -> String {
      BSONValue.date(BSONDate(milliseconds: milliseconds)).jsonString(style)
    }
    #expect(text(1_795_294_295_544, .plain) == #""2026-11-21T20:51:35.544Z""#)
    #expect(text(-62_167_219_200_000, .plain) == #""0000-01-01T00:00:00.000Z""#)
    #expect(text(253_402_300_799_999, .extended) == #"{"$date":"9999-12-31T23:59:59.999Z"}"#)
    #expect(text(253_402_300_800_000, .plain) == #"{"$date":{"$numberLong":"253402300800000"}}"#)
    #expect(text(-1, .extended) == #"{"$date":{"$numberLong":"-1"}}"#)
    #expect(text(.min, .plain) == #"{"$date":{"$numberLong":"-9223372036854775808"}}"#)
  }

  /// Each type with the contents that make the most text of the fewest bytes.
  private static let densest: [BSONValue] = [
    .double(-2.2250738585072014e-308), .double(-.infinity), .string(""), .string(String(repeating: "\u{1}", count: 99)),
    .document([:]), .document(["": .undefined, "\u{1}": .undefined]), .array([]),
    .array(Array(repeating: .regularExpression(pattern: "", options: ""), count: 9)), .binary(subtype: 0, []),
    .binary(subtype: 2, []), .binary(subtype: 5, [1]), .undefined, .objectID(BSONObjectID(high: 1, low: 2)),
    .bool(false), .date(BSONDate(milliseconds: .min)), .date(BSONDate(milliseconds: 0)), .null,
    .regularExpression(pattern: "", options: ""), .regularExpression(pattern: "\u{1}", options: "\u{1}"),
    .databasePointer("", BSONObjectID(high: 1, low: 2)), .javascript(""), .symbol(""), .javascriptWithScope("", [:]),
    .int32(.min), .timestamp(.max), .int64(.min),
    .decimal128(high: 0x8001_ED09_BEAD_87C0, low: 0x378D_8E63_FFFF_FFFF), .minKey, .maxKey,
  ]

  @Test("has room for the densest document of every type", arguments: JSONStyle.allCases, ["", "\u{1}"])
  func room(style: JSONStyle, key: String) {
    for value in Self.densest {
      func document(_ count: Int) -> BSONDocument { BSONDocument(repeatElement((key, value), count: count)) }
      // What one more element needs; a few fit in any case, so nothing is overrun where this fails.
      let bytes = document(2).bytes.count - document(1).bytes.count
      let text = document(2).json(style).count - document(1).json(style).count
      let room = JSONWriter.capacity(for: bytes) - JSONWriter.capacity(for: 0)
      #expect(text <= room, "\(document(1).jsonString(style)): \(bytes) bytes, \(text) characters")
      guard text <= room else { continue }
      #expect(document(1000).json(style).count > 999 * text)
    }
  }

  @Test("is tried with every type that it knows")
  func types() {
    let known = (UInt8.min...UInt8.max).filter { type in
      let bytes: [UInt8] = [25, 0, 0, 0, type, 0] + [UInt8](repeating: 0, count: 19)
      do {
        var text: [UInt8] = []
        try bytes.withUnsafeBytes { try JSONWriter().append($0, to: &text) }
        return true
      } catch {
        return error as? BSONError != BSONError(.unknownType, at: 5)
      }
    }
    #expect(Set(known) == Set(Self.densest.map { BSONDocument([("", $0)]).bytes[4] }))
  }

  @Test(
    "writes binary of the old subtype whole when the length within does not fit",
    arguments: [([], ""), ([7, 7], "Bwc="), ([9, 0, 0, 0, 0x61, 0x62, 0x63], "CQAAAGFiYw==")] as [([UInt8], String)])
  func misfitBinary(content: [UInt8], base64: String) throws {
    let element: [UInt8] = [5, 0x62, 0, UInt8(content.count), 0, 0, 0, 2] + content
    let bytes = ([0, 0, 0, 0] + element + [0]).fixingLength()
    var text: [UInt8] = []
    try bytes.withUnsafeBytes { try JSONWriter().append($0, to: &text) }
    let written = #"{"b":{"$binary":{"base64":"\#(base64)","subType":"02"}}}"#
    #expect(String(decoding: text, as: UTF8.self) == written)
    let document = try BSONDocument(validating: bytes)
    #expect(document["b"] == .binary(subtype: 2, content))
    #expect(try BSONDocument(json: written)["b"] == .binary(subtype: 2, content))
  }

  @Test("survives any bytes: every truncation and every altered byte")
  func hostile() {
    let document: BSONDocument = [
      "s": "text", "d": ["x": [1, nil]], "b": .binary(subtype: 2, [1, 2]),
      "r": .regularExpression(pattern: "a", options: "i"),
      "c": .javascriptWithScope("f", ["a": 1]), "p": .databasePointer("c", BSONObjectID(high: 1, low: 2)), "t": true,
      "u": .decimal128(high: 1, low: 2),
    ]
    func write(_ bytes: [UInt8]) -> Bool {
      // A copy of its own, so that reading beyond it is noticed by a sanitizer.
      let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
      defer { copy.deallocate() }
      copy.copyBytes(from: bytes)
      var text: [UInt8] = []
      do {
        try JSONWriter(style: .extended).append(UnsafeRawBufferPointer(copy), to: &text)
        return String(validating: text, as: UTF8.self) != nil
      } catch {
        return text.isEmpty
      }
    }
    for length in 0..<document.bytes.count { #expect(write(Array(document.bytes.prefix(length)))) }
    for index in document.bytes.indices {
      for value in [0, 1, 4, 0x7F, 0x80, 0xFF] as [UInt8] {
        var bytes = document.bytes
        bytes[index] = value
        #expect(write(bytes))
      }
    }
  }
}

extension [UInt8] {
  /// The same with its own length in front.
  fileprivate func fixingLength() -> [UInt8] { [UInt8(count)] + dropFirst() }
}
