import BSON
import Testing

@Suite("A document")
struct BSONDocumentTests {
  let user: BSONDocument = [
    "uuid": "U1", "limit": 1, "big": 5_000_000_000, "ratio": 0.5, "ok": true, "none": nil,
    "tags": ["a", ["b": 2]], "client": ["app": ["name": "CLI"]],
  ]

  @Test("has the bytes that the specification prints")
  func specificationBytes() {
    let hello: BSONDocument = ["hello": "world"]
    #expect(hello.bytes == Array("\u{16}\0\0\0\u{2}hello\0\u{6}\0\0\0world\0\0".utf8))
    #expect(BSONDocument().bytes == [5, 0, 0, 0, 0])
  }

  @Test("keeps the order of its literal and picks the smallest integer type")
  func literals() {
    #expect(user.keys == ["uuid", "limit", "big", "ratio", "ok", "none", "tags", "client"])
    #expect(user["limit"] == .int32(1))
    #expect(user["big"] == .int64(5_000_000_000))
    #expect(user["none"] == .null)
    #expect(user["absent"] == nil)
  }

  @Test("is reached by dotted paths, through arrays by number")
  func paths() {
    #expect(user.value(at: "client.app.name") == "CLI")
    #expect(user.value(at: "tags.1.b") == 2)
    #expect(user.value(at: "tags.2") == nil)
    #expect(user.value(at: "uuid.x") == nil)
    #expect(user["client.app"] == nil)
  }

  @Test("validates what it made itself, and no shorter or altered bytes")
  func validation() throws {
    #expect(try BSONDocument(validating: user.bytes) == user)
    for length in 0..<user.bytes.count {
      #expect(throws: BSONError.self) { try BSONDocument(validating: Array(user.bytes.prefix(length))) }
    }
  }

  @Test("survives JSON and back, in both styles")
  func roundTrip() throws {
    for style in JSONStyle.allCases {
      #expect(try BSONDocument(json: user.json(style)) == user)
    }
    #expect(
      user.jsonString() == #"{"uuid":"U1","limit":1,"big":5000000000,"ratio":0.5,"ok":true,"none":null,"#
        + #""tags":["a",{"b":2}],"client":{"app":{"name":"CLI"}}}"#)
  }
}
