import BSON
import Testing

@Suite("A line converter")
struct LineConverterTests {
  static let table = FieldTable(
    [
      FieldTable.Collection(
        name: "sign_in_attempts", dates: ["timestamp", "insert_time"], doubles: ["location.latitude"],
        identifyingKeys: [["target_user"], ["category", "client"]], identity: ["uuid"], leadingTime: "timestamp",
        stamp: "insert_time"),
      FieldTable.Collection(
        name: "vaults", dates: ["created_at", "permissions.granted_at"], identifyingKeys: [["permissions", "name"]],
        identity: ["uuid"]),
      FieldTable.Collection(
        name: "users", dates: ["created_at", "last_seen"], identifyingKeys: [["email", "role"]], identity: ["uuid"]),
      FieldTable.Collection(
        name: "locations", doubles: ["latitude", "longitude"], identifyingKeys: [["city", "latitude"]],
        identity: ["country", "region", "city"]),
    ], pages: FieldTable.PageKeys(items: "items", markers: ["cursor", "has_more"]))

  @Test("types, names and stamps an event")
  func event() throws {
    let line =
      #"{"uuid":"E1","timestamp":"2026-11-21T20:51:35.544Z","insert_time":"2020-01-01T00:00:00Z","#
      + #""target_user":{"uuid":"U1","created_at":"2020-01-01T00:00:00Z"},"location":{"latitude":5}}"#
    let document = try #require(Self.document(line))
    let expected: BSONDocument = [
      "_id": .objectID(document.0), "uuid": "E1", "timestamp": .date(BSONDate(milliseconds: 1_795_294_295_544)),
      "target_user": ["uuid": "U1", "created_at": "2020-01-01T00:00:00Z"], "location": ["latitude": 5.0],
      "insert_time": .date(BSONDate(milliseconds: 1234)),
    ]
    #expect(document.1 == expected)
    #expect(Self.table.derivedID(of: expected, in: 0) == document.0)
    #expect(Array(document.0.bytes.prefix(4)) == bigEndian(1_795_294_295))
  }

  private func bigEndian(_ value: UInt32) -> [UInt8] { withUnsafeBytes(of: value.bigEndian) { Array($0) } }

  @Test("converts dates inside arrays")
  func datesInArrays() throws {
    let (_, vault) = try #require(
      Self.document(
        #"{"uuid":"V","name":"x","permissions":[{"granted_at":"2026-11-21T20:51:35.5Z"},{"granted_at":null}]}"#))
    #expect(vault.value(at: "permissions.0.granted_at") == .date(BSONDate(milliseconds: 1_795_294_295_500)))
    #expect(vault.value(at: "permissions.1.granted_at") == .null)
  }

  @Test("keeps an _id that the line brings")
  func broughtID() throws {
    guard case .document(let bytes, nil) = Self.convert(#"{"uuid":"V","email":"e","_id":7,"role":"r"}"#) else {
      Issue.record("not converted")
      return
    }
    #expect(bytes == ["uuid": "V", "email": "e", "_id": 7, "role": "r"])
  }

  @Test("reads a line again when its collection has other dates than it met")
  func secondReading() throws {
    // `last_seen` is a date of users alone.
    let (_, vault) = try #require(
      Self.document(#"{"last_seen":"2026-11-21T20:51:35Z","uuid":"V","name":"x","permissions":[]}"#))
    #expect(vault["last_seen"] == "2026-11-21T20:51:35Z")
    let (_, other) = try #require(Self.document(#"{"last_seen":5,"uuid":"V","name":"x","permissions":[]}"#))
    #expect(other["last_seen"] == 5)
    let (_, third) = try #require(
      Self.document(#"{"last_seen":["2026-11-21T20:51:35Z"],"uuid":"V","name":"x","permissions":[]}"#))
    #expect(third["last_seen"] == ["2026-11-21T20:51:35Z"])
  }

  @Test("takes a location by country, region and city")
  func location() throws {
    let (id, place) = try #require(Self.document(#"{"country":"CH","city":"Bern","latitude":46,"longitude":7.4474}"#))
    #expect(place["latitude"] == 46.0)
    #expect(id == Self.table.derivedID(of: place, in: 3))
  }

  @Test(
    "takes dates with trimmed fractions, offsets and escapes",
    arguments: [
      "2026-11-21T20:51:35.77Z", "2026-11-21T20:51:35Z", "2026-11-21T20:51:35.123456789Z", "2026-11-21 20:51:35",
      "2026-11-21T20:51:35-03:00", "2026-11-21t20:51:35.5+0530", #"2026-11-21T20:51:35.544\u005a"#,
      "1900-03-01T00:00:00Z",
    ])
  func dates(text: String) throws {
    let (_, user) = try #require(Self.document(#"{"uuid":"U","email":"e","role":"r","created_at":"\#(text)"}"#))
    let plain = text.replacing(#"\u005a"#, with: "Z")
    #expect(user["created_at"] == BSONDate(rfc3339: plain).map(BSONValue.date))
  }

  @Test(
    "refuses what cannot be stored",
    arguments: [
      ("", .init(.notJSON, column: 1)),
      ("5", .init(.notObject, column: 1)),
      (#""x""#, .init(.notObject, column: 1)),
      ("nonsense", .init(.notJSON, column: 1)),
      (#"{"a":1"#, .init(.notJSON, column: 7)),
      (#"{"a":1}x"#, .init(.notJSON, column: 8)),
      (#"{"a":1,}"#, .init(.notJSON, column: 8)),
      (#"{"a":1e999}"#, .init(.numberOutOfRange, column: 6, field: "a")),
      (#"{"a":9223372036854775808}"#, .init(.numberOutOfRange, column: 6, field: "a")),
      (#"{"a":{"b":[1,{"$oid":"x"}]}}"#, .init(.badExtendedJSON, field: "a.b.1")),
      (#"{"a\u0000b":1}"#, .init(.badKey, column: 2)),
      (#"{"a":"\ud800"}"#, .init(.notJSON, column: 13)),
      (#"{"a":1}"#, .init(.noCollection)),
      (#"{"email":"e","role":"r"}"#, .init(.missingUUID)),
      (#"{"uuid":7,"email":"e","role":"r"}"#, .init(.missingUUID)),
      (
        #"{"uuid":"U","email":"e","role":"r","created_at":"2026-02-30T00:00:00Z"}"#,
        .init(.badDate, field: "created_at")
      ),
      (#"{"uuid":"U","email":"e","role":"r","created_at":5}"#, .init(.badDate, field: "created_at")),
      (#"{"uuid":"U","email":"e","role":"r","created_at":{}}"#, .init(.badDate, field: "created_at")),
      (#"{"uuid":"U","email":"e","role":"r","created_at":[]}"#, .init(.badDate, field: "created_at")),
      (
        #"{"uuid":"U","email":"e","role":"r","created_at":["2026-11-21T20:51:35Z"]}"#,
        .init(.badDate, field: "created_at")
      ),
      (
        #"{"uuid":"V","name":"n","permissions":[{},{"granted_at":"soon"}]}"#,
        .init(.badDate, field: "permissions.1.granted_at")
      ),
      (String(repeating: #"{"a":"#, count: 101), .init(.tooDeep, column: 501)),
    ] as [(String, LineRefusal)])
  func refusals(line: String, refusal: LineRefusal) {
    #expect(Self.convert(line) == .refused(refusal))
  }

  @Test("takes a page and an array as their items")
  func pages() throws {
    let users = (0..<3).map { #"{"uuid":"U\#($0)","email":"e","role":"r"}"# }
    let items = [users[0], users[1], #"{"a":1e999}"#, "7", #"[{"a":[]}]"#, #""x,]""#, users[2]]
    for page in [
      #"{"items":[\#(items.joined(separator: ","))],"cursor":"c","has_more":true}"#,
      #" {"has_more" : false , "items" : [ \#(items.joined(separator: " , ")) ] } "#,
      "[\(items.joined(separator: ","))]",
    ] {
      let results = try #require(Self.items(of: page))
      #expect(results.map(\.uuid) == ["U0", "U1", nil, nil, nil, nil, "U2"])
      #expect(results[2].reason == .numberOutOfRange)
      #expect(results[3...5].map(\.reason) == [.notObject, .notObject, .notObject])
    }
  }

  private static func nested(_ depth: Int, _ open: String, _ close: String) -> String {
    #"{"a":"# + String(repeating: open, count: depth) + #""\"]}""# + String(repeating: close, count: depth) + "}"
  }

  @Test(
    "refuses of a page only the item with a text that is none, or nested too deep",
    arguments: [
      (Array(#"{"a":"\ud800"}"#.utf8), .notJSON), (Array(#"{"a":"\ud800\"]},","b":[{"c":"\q"}]}"#.utf8), .notJSON),
      (Array(#"{"a":"\u12"}"#.utf8), .notJSON), (Array(#"{"uuid\udc00":"U"}"#.utf8), .notJSON),
      (Array(#"{"$\u0000\ud800":1,"$oid":"x"}"#.utf8), .notJSON), (Array("{\"a\":\"\t\"}".utf8), .notJSON),
      (Array(#"{"a":""#.utf8) + [0xFF] + Array(#""}"#.utf8), .notUTF8),
      (Array(#"{""#.utf8) + [0xC3] + Array(#"":{"b":"}"}}"#.utf8), .notUTF8),
      (Array(#""\ud800""#.utf8), .notObject), (Array(nested(100, "[", "]").utf8), .tooDeep),
      (Array(nested(101, "[", "]").utf8), .tooDeep), (Array(nested(1000, #"{"a":"#, "}").utf8), .tooDeep),
      // A bracket of the wrong kind, deeper than is read.
      (
        Array(#"{"a":"#.utf8) + [UInt8](repeating: 0x5B, count: 120) + [0x7B] + [UInt8](repeating: 0x5D, count: 121)
          + [0x7D], .tooDeep
      ),
    ] as [([UInt8], LineRefusal.Reason)])
  func badItems(item: [UInt8], reason: LineRefusal.Reason) throws {
    let users = (0..<2).map { Array(#"{"uuid":"U\#($0)","email":"e","role":"r"}"#.utf8) }
    let items = Array([users[0], item, users[1]].joined(separator: Array(" , ".utf8)))
    for (head, tail) in [
      (#"{"items":["#, #"],"cursor":"c","has_more":true}"#), (#"{"cursor":"c","items":[ "#, " ] } "), ("[", "]"),
    ] {
      let results = try #require(Self.items(of: Array(head.utf8) + items + Array(tail.utf8)))
      #expect(results.map(\.uuid) == ["U0", nil, "U1"])
      #expect(results[1].reason == reason)
    }
  }

  @Test("refuses a page whole that ends within what is nested too deep, or within a text")
  func unendedPages() {
    let deep = String(Self.nested(150, "[", "]").dropLast(120))
    for line in ["[\(deep)]", #"{"cursor":"c","items":[\#(deep)]}"#] {
      #expect(Self.convert(line).reason == .tooDeep)
    }
    #expect(Self.convert(#"{"cursor":"c","items":[{"a":"\ud800]}"#).reason == .notJSON)
  }

  @Test(
    "refuses a malformed page whole",
    arguments: [
      #"{"items":[{"uuid":"U","email":"e","role":"r"},{"uuid":],"cursor":"c"}"#, #"[{"uuid":"U"},]"#, "[1", "[]x",
    ])
  func malformedPages(line: String) {
    guard case .refused(let refusal) = Self.convert(line) else {
      Issue.record("not refused")
      return
    }
    #expect(refusal.reason == .notJSON)
  }

  @Test("takes an object with items but no marker as a document")
  func noPage() {
    #expect(Self.convert(#"{"items":[1]}"#) == .refused(.init(.noCollection)))
    #expect(Self.convert(#"{"items":5,"cursor":"c"}"#) == .refused(.init(.noCollection)))
  }
}
