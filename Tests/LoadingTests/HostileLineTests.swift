import BSON
import TestServer
import Testing

@testable import Loading

/// Lines that somebody made to break a loader, each with its verdict, among good ones and into a real server.
@Suite("A hostile line", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct HostileLineTests {
  enum Verdict: Equatable {
    case stored
    case refused(RefusalReason)
    /// What servers differ about: stored as it came, or refused by them.
    case serverDecides
  }

  struct Hostile: CustomTestStringConvertible {
    let name: String
    let line: [UInt8]
    /// What would be hostile in another document too.
    let field: String?
    let verdict: Verdict

    var testDescription: String { name }

    /// An event that is good but for the field that comes with it.
    init(_ name: String, field: String, _ verdict: Verdict) {
      let line = Array(Sample.audit("H").dropLast().utf8) + Array(",\(field)}".utf8)
      self.init(name, line: line, field: field, verdict)
    }

    init(_ name: String, line: [UInt8], field: String? = nil, _ verdict: Verdict) {
      self.name = name
      self.line = line
      self.field = field
      self.verdict = verdict
    }
  }

  /// `raw` stands for a byte that no Swift text can hold.
  private static func text(_ raw: [UInt8]) -> [UInt8] {
    Array(Sample.audit("H").dropLast().utf8) + Array(#","x":""#.utf8) + raw + Array(#""}"#.utf8)
  }

  private static func nested(_ depth: Int, _ open: String, _ close: String) -> String {
    #""x":"# + String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
  }

  private static let mebibyte = 1 << 20

  static let lines: [Hostile] = [
    Hostile("99 arrays in an event", field: nested(99, "[", "]"), .stored),
    Hostile("100 arrays in an event", field: nested(100, "[", "]"), .refused(.tooDeep)),
    Hostile(
      "a million opening brackets", line: Array(repeating: UInt8(ascii: "["), count: mebibyte), .refused(.tooDeep)),
    Hostile("a million objects in one another", field: nested(200_000, #"{"a":"#, "}"), .refused(.tooDeep)),
    Hostile("a million keys", field: (0..<1_000_000).map { "\"\($0)\":1" }.joined(separator: ","), .stored),
    Hostile("the same key twice", field: #""x":1,"x":2"#, .stored),
    Hostile("the uuid twice", field: #""uuid":"other""#, .stored),
    Hostile(
      "a text that leaves 400 bytes of 16 MiB",
      field: #""x":""# + String(repeating: "x", count: 16 * mebibyte - 400) + "\"",
      .stored),
    Hostile("a text of 15 MiB", field: #""x":""# + String(repeating: "x", count: 15 * mebibyte) + "\"", .stored),
    // Within a line's limit, beyond that of a document: an element of the array takes up to thirteen bytes.
    Hostile(
      "a document that grows beyond 16 MiB", field: #""x":["# + String(repeating: "1,", count: 2 * mebibyte) + "1]",
      .refused(.tooLong)),
    Hostile(
      "a line of more than 16 MiB", field: #""x":""# + String(repeating: "x", count: 16 * mebibyte) + "\"",
      .refused(.tooLong)),
    Hostile("a NUL in a text, escaped", field: #""x":"a\u0000b""#, .stored),
    Hostile("a NUL in a text, as it is", line: text([0]), .refused(.notJSON)),
    Hostile("a NUL in a key", field: #""a\u0000b":1"#, .refused(.badKey)),
    Hostile("a high surrogate alone", field: #""x":"\ud800""#, .refused(.notJSON)),
    Hostile("a low surrogate alone", field: #""x":"\udc00""#, .refused(.notJSON)),
    Hostile("surrogates in the wrong order", field: #""x":"\udc00\ud800""#, .refused(.notJSON)),
    Hostile("a pair of surrogates", field: #""x":"\ud83d\ude00""#, .stored),
    Hostile("a slash in two bytes", line: text([0xC0, 0xAF]), .refused(.notUTF8)),
    Hostile("a slash in three bytes", line: text([0xE0, 0x80, 0xAF]), .refused(.notUTF8)),
    Hostile("a surrogate in UTF-8", line: text([0xED, 0xA0, 0x80]), .refused(.notUTF8)),
    Hostile("a character beyond U+10FFFF", line: text([0xF4, 0x90, 0x80, 0x80]), .refused(.notUTF8)),
    Hostile("a character cut short by its quotation mark", line: text([0xF0, 0x9F]), .refused(.notUTF8)),
    Hostile("a byte-order mark", line: [0xEF, 0xBB, 0xBF] + Array(Sample.audit("H").utf8), .refused(.notJSON)),
    Hostile("UTF-16", line: Sample.audit("H").utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, .refused(.notJSON)),
    Hostile("a huge exponent", field: #""x":1e999999999999"#, .refused(.numberOutOfRange)),
    Hostile("a tiny exponent", field: #""x":1e-999999999999"#, .stored),
    Hostile("a million digits", field: #""x":0."# + String(repeating: "7", count: 1_000_000), .stored),
    Hostile(
      "an integer of a million digits", field: #""x":"# + String(repeating: "7", count: 1_000_000),
      .refused(.numberOutOfRange)),
    Hostile("an integer of 65 bits", field: #""x":18446744073709551616"#, .refused(.numberOutOfRange)),
    Hostile("a number with a leading zero", field: #""x":007"#, .refused(.notJSON)),
    Hostile("a hexadecimal number", field: #""x":0x10"#, .refused(.notJSON)),
    Hostile("NaN", field: #""x":NaN"#, .refused(.notJSON)),
    Hostile("a comment", field: #""x":1/*no*/"#, .refused(.notJSON)),
    Hostile("a key without quotation marks", field: "x:1", .refused(.notJSON)),
    Hostile("a key that is empty", field: #""":1"#, .stored),
    Hostile("a key of 100,000 bytes", field: #"""# + String(repeating: "k", count: 100_000) + #"":1"#, .stored),
    Hostile("a key of JavaScript", field: #""__proto__":{"admin":true},"constructor":{"prototype":{}}"#, .stored),
    Hostile("a dotted key", field: #""actor_details.name":"x""#, .stored),
    Hostile("a key that looks like an operator", field: #""$where":"sleep(10000)""#, .serverDecides),
    Hostile("an operator within", field: #""x":{"$where":"sleep(10000)"}"#, .serverDecides),
    Hostile("an operator behind another key", field: #""x":{"a":1,"$set":{"role":"admin"}}"#, .serverDecides),
    Hostile("a reference to another database", field: #""x":{"$ref":"users","$id":"1","$db":"admin"}"#, .stored),
    Hostile("code", field: #""x":{"$code":"while(true){}"}"#, .stored),
    Hostile(
      "a regular expression that takes for ever",
      field: #""x":{"$regularExpression":{"pattern":"(a+)+$","options":""}}"#, .stored),
    Hostile("a date beyond time", field: #""x":{"$date":{"$numberLong":"9223372036854775807"}}"#, .stored),
    Hostile(
      "binary that is none", field: #""x":{"$binary":{"base64":"!!","subType":"00"}}"#, .refused(.badExtendedJSON)),
    Hostile("an array as _id", field: #""_id":["x"]"#, .refused(.server)),
    Hostile("a question as _id", field: #""_id":{"$gt":""}"#, .refused(.server)),
    Hostile("a question behind another key as _id", field: #""_id":{"a":1,"$gt":""}"#, .serverDecides),
    Hostile("a reference as _id", field: #""_id":{"$ref":"users","$id":"1"}"#, .serverDecides),
    Hostile("nothing that there is as _id", field: #""_id":{"$undefined":true}"#, .refused(.server)),
    Hostile(
      "a regular expression as _id", field: #""_id":{"$regularExpression":{"pattern":"(a+)+$","options":""}}"#,
      .refused(.server)),
    Hostile("null as _id", field: #""_id":null"#, .stored),
    Hostile("the end of all values as _id", field: #""_id":{"$maxKey":1}"#, .stored),
    Hostile(
      "an _id of 15 MiB", field: #""_id":""# + String(repeating: "x", count: 15 * mebibyte) + "\"", .serverDecides),
    Hostile(
      "a second object on the line", line: Array((Sample.audit("H") + Sample.audit("I")).utf8), .refused(.notJSON)),
    Hostile("a line of nothing but a NUL", line: [0], .refused(.notJSON)),
    Hostile("a closing bracket", line: Array("}".utf8), .refused(.notJSON)),
  ]

  private let server = TestServer.shared
  private let database = TestServer.shared.freshDatabase()

  private func load(_ lines: [[UInt8]]) throws -> LoadRun {
    try LoadRun(Self.joined(lines, by: 0x0A) + [0x0A], into: database, at: server.uri)
  }

  /// Many times faster than `joined(separator:)` where nothing is optimised.
  private static func joined(_ texts: [[UInt8]], by separator: UInt8) -> [UInt8] {
    texts.dropFirst().reduce(into: texts[0]) { text, next in
      text.append(separator)
      text += next
    }
  }

  @Test("has its verdict, and the lines around it are stored", arguments: lines)
  func verdict(hostile: Hostile) throws {
    let tally = try load([Array(Sample.audit("E").utf8), hostile.line, Array(Sample.audit("F").utf8)]).tally
    #expect(tally.inserted + tally.refused == 3 && tally.documents == 3)
    switch hostile.verdict {
    case .stored: #expect(tally.refused == 0, "\(tally.reasons)")
    case .refused(let reason): #expect(tally.reasons == [reason.rawValue: 1])
    case .serverDecides: #expect(tally.refused == 0 || tally.reasons == [RefusalReason.server.rawValue: 1])
    }
    // Counted on the server, as a document of 15 MiB is none to fetch.
    func count(_ filter: BSONValue) throws -> Int? {
      try server.command(["count": "audit_events", "query": filter], on: database)["n"]?.intValue
    }
    #expect(try count([:]) == tally.inserted)
    #expect(try count(["uuid": ["$in": ["E", "F"]]]) == 2)
  }

  /// Where documents are, the loader asks for those that come again before it sends them.
  @Test(
    "has the same verdict where its collection is filled, and changes nothing when it comes again", arguments: lines)
  func filled(hostile: Hostile) throws {
    #expect(try load([Array(Sample.audit("E").utf8)]).tally.inserted == 1)
    let lines = [Array(Sample.audit("F").utf8), hostile.line, Array(Sample.audit("G").utf8)]
    let first = try load(lines)
    #expect(first.report.end == .inputEnded)
    #expect(first.tally.inserted + first.tally.refused == 3 && first.tally.documents == 3)
    if case .refused(let reason) = hostile.verdict { #expect(first.tally.reasons == [reason.rawValue: 1]) }
    let again = try load(lines)
    #expect(again.report.end == .inputEnded)
    #expect(again.tally.duplicate == first.tally.inserted && again.tally.documents == 3)
    #expect(again.tally.reasons == first.tally.reasons)
  }

  @Test(
    "has a verdict in a directory, where it takes the place of another", arguments: lines.filter { $0.field != nil })
  func replacement(hostile: Hostile) throws {
    // At the beginning, where a server takes an operator for an update instead of a document.
    func user(_ name: String) -> [UInt8] {
      Array("{\(hostile.field ?? ""),".utf8) + Array(Sample.user("H", name: name).dropFirst().utf8)
    }
    let first = try load([Array(Sample.user("U").utf8), user("1"), Array(Sample.user("V").utf8)])
    #expect(first.report.end == .inputEnded && first.tally.documents == 3)
    let second = try load([Array(Sample.user("U").utf8), user("2"), Array(Sample.user("W").utf8)])
    #expect(second.report.end == .inputEnded && second.tally.documents == 3)
    #expect(second.tally.inserted == 1 && second.tally.duplicate == 1)
    if first.tally.refused == 1 { #expect(second.tally.refused == 1) }
    if hostile.verdict == .stored { #expect(second.tally.replaced == 1, "\(second.tally.reasons)") }
  }

  @Test(
    "has a verdict as an item of a page, which is refused whole when it is malformed",
    arguments: lines.filter { $0.line.count < mebibyte })
  func item(hostile: Hostile) throws {
    let items = Self.joined([Array(Sample.audit("E").utf8), hostile.line, Array(Sample.audit("F").utf8)], by: 0x2C)
    let page = Array(#"{"items":["#.utf8) + items + Array(#"],"has_more":false}"#.utf8)
    for _ in 1...2 {
      let run = try load([page, Array(Sample.audit("G").utf8)])
      #expect(run.report.end == .inputEnded)
      #expect(run.tally.documents == 4 || run.tally.documents == 2 && run.tally.refused == 1)
    }
    let count = try server.command(["count": "audit_events", "query": ["uuid": "G"]], on: database)
    #expect(count["n"]?.intValue == 1)
  }
}
