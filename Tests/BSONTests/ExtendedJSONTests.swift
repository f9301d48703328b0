import BSON
import Testing

@Suite("Extended JSON")
struct ExtendedJSONTests {
  static let id = BSONObjectID(hex: "5f3b2c1d0e9f8a7b6c5d4e3f")!

  @Test(
    "is read as the type it names and written back the same",
    arguments: [
      (#"{"$oid":"5f3b2c1d0e9f8a7b6c5d4e3f"}"#, .objectID(id)),
      (#"{"$date":"2026-11-21T20:51:35.544Z"}"#, .date(BSONDate(milliseconds: 1_795_294_295_544))),
      (#"{"$date":{"$numberLong":"-5"}}"#, .date(BSONDate(milliseconds: -5))),
      (#"{"$numberDecimal":"1.50"}"#, .decimal128(high: 0x303C_0000_0000_0000, low: 150)),
      (#"{"$numberDouble":"Infinity"}"#, .double(.infinity)),
      (#"{"$binary":{"base64":"AAEC","subType":"05"}}"#, .binary(subtype: 5, [0, 1, 2])),
      (#"{"$regularExpression":{"pattern":"^a","options":"im"}}"#, .regularExpression(pattern: "^a", options: "im")),
      (#"{"$code":"f()"}"#, .javascript("f()")),
      (#"{"$code":"f()","$scope":{"a":1}}"#, .javascriptWithScope("f()", ["a": 1])),
      (#"{"$symbol":"s"}"#, .symbol("s")),
      (#"{"$timestamp":{"t":7,"i":9}}"#, .timestamp(7 << 32 | 9)),
      (#"{"$dbPointer":{"$ref":"c","$id":{"$oid":"5f3b2c1d0e9f8a7b6c5d4e3f"}}}"#, .databasePointer("c", id)),
      (#"{"$undefined":true}"#, .undefined),
      (#"{"$minKey":1}"#, .minKey),
      (#"{"$maxKey":1}"#, .maxKey),
    ] as [(String, BSONValue)])
  func wrappers(text: String, value: BSONValue) throws {
    let document = try BSONDocument(json: #"{"v":\#(text)}"#)
    #expect(document["v"] == value)
    #expect(document["v"]?.jsonString(.extended) == text)
  }

  @Test("leaves query operators alone")
  func operators() throws {
    #expect(try BSONDocument(json: #"{"a":{"$gte":5}}"#) == ["a": ["$gte": 5]])
  }

  @Test(
    "is refused when malformed",
    arguments: [
      #"{"$oid":"xyz"}"#, #"{"$date":"2026-02-30T00:00:00Z"}"#, #"{"$numberInt":"2147483648"}"#,
      #"{"$numberDecimal":"abc"}"#, #"{"$binary":{"base64":"A","subType":"00"}}"#,
    ])
  func malformed(text: String) {
    #expect(throws: JSONError.self) { try BSONDocument(json: #"{"v":\#(text)}"#) }
  }
}
