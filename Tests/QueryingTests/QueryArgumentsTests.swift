import BSON
import Glibc
import OnePwModel
import Querying
import Testing

@Suite("Parameters on a command line")
struct QueryArgumentsTests {
  private let now = BSONDate(rfc3339: "2026-11-21T20:00:00Z")!
  private let bruteForce = OnePwModel.query(named: "brute-force")!

  private func values(_ words: String...) throws(QueryingError) -> [String: BSONValue] {
    try QueryArguments(words).values(for: bruteForce, now: now, options: ["limit", "format"]) { path in
      path == "list" ? ["one", "two"] : []
    }
  }

  @Test("have defaults, and values after a space or an equals sign")
  func values() throws {
    let given = try values("--min", "5", "--window=2h")
    #expect(given["min"] == 5)
    #expect(given["window"] == .int64(7_200_000))
    #expect(given["since"] == .date(BSONDate(rfc3339: "2026-11-20T20:00:00Z")!))
    #expect(given["limit"] == nil)
  }

  @Test("count once: the last")
  func last() throws { #expect(try values("--min", "5", "--min", "6")["min"] == 6) }

  @Test("take a list from a file")
  func lists() throws {
    #expect(try values("--categories", "@list")["categories"] == ["one", "two"])
    #expect(throws: QueryingError.usage("--categories: empty holds no line")) { try values("--categories", "@empty") }
  }

  @Test("take the lines of a file without what an editor puts around them")
  func lines() throws {
    var name = Array("/tmp/onepw-list.XXXXXX".utf8CString)
    let file = mkstemp(&name)
    let path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    defer { unlink(path) }
    let text = "\u{FEFF}CN\r\n\t RU \r\n\r\n"
    #expect(write(file, text, text.utf8.count) == text.utf8.count)
    close(file)
    let lines = try TextFile.lines(of: path)
    #expect(lines.map { Array($0.utf8) } == ["CN", "RU"].map { Array($0.utf8) })
  }

  @Test("are refused with the name that was meant")
  func suggestions() {
    #expect(throws: QueryingError.usage("brute-force has no --mim; did you mean --min?")) { try values("--mim", "5") }
    #expect(throws: QueryingError.usage("brute-force has no --formt; did you mean --format?")) {
      try values("--formt", "csv")
    }
    #expect(throws: QueryingError.usage("--min takes a value")) { try values("--min") }
    let extra = "'extra' is one word too many: a query's name comes first, then --parameter value"
    #expect(throws: QueryingError.usage(extra)) { try values("extra") }
  }
}
