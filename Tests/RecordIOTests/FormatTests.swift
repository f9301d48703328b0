import BSON
import Testing

@testable import RecordIO

@Suite("Record formats")
struct FormatTests {
  private func print(
    _ records: [BSONDocument], as format: RecordFormat, _ style: JSONStyle = .plain, page: RecordFormat.Page? = nil
  ) -> String {
    var writer = format.writer(style, page: page)
    var text: [UInt8] = []
    for record in records { writer.append(record, to: &text) }
    writer.settle(&text)
    return String(decoding: text, as: UTF8.self)
  }

  private let events: [BSONDocument] = [
    ["uuid": "A", "at": .date(BSONDate(milliseconds: 1)), "user": ["name": "Zoë", "tags": ["x", 2]], "n": 7],
    ["uuid": "B", "user": ["name": .null, "email": "b@example.com"], "n": 1234],
  ]

  @Test("give one JSON object a line, dates as text or as Extended JSON")
  func ndjson() {
    #expect(
      print(events, as: .ndjson) == """
        {"uuid":"A","at":"1970-01-01T00:00:00.001Z","user":{"name":"Zoë","tags":["x",2]},"n":7}
        {"uuid":"B","user":{"name":null,"email":"b@example.com"},"n":1234}

        """)
    #expect(print([events[0]], as: .ndjson, .extended).contains(#""at":{"$date":"1970-01-01T00:00:00.001Z"}"#))
  }

  @Test("flatten nested documents to dotted columns, in the order of their first appearance")
  func tsv() {
    #expect(
      print(events, as: .tsv) == """
        uuid\tat\tuser.name\tuser.tags\tn\tuser.email
        A\t1970-01-01T00:00:00.001Z\tZoë\t["x",2]\t7\t
        B\t\t\t\t1234\tb@example.com

        """)
  }

  @Test(
    "have one column for fields of one name, show the first of them, and name what is not shown",
    arguments: [
      ["a.b": 1, "a": ["b": 2]], ["a": ["b": 1], "a.b": 2], BSONDocument([("a.b", 1), ("a.b", 2)]),
    ] as [BSONDocument])
  func sameName(record: BSONDocument) {
    var writer = RecordFormat.tsv.writer()
    var text: [UInt8] = []
    for record in [record, ["a.b": 3]] { writer.append(record, to: &text) }
    writer.settle(&text)
    #expect(String(decoding: text, as: UTF8.self) == "a.b\n1\n3\n")
    #expect(writer.homeless == ["a.b"])
  }

  @Test("tell names apart by their bytes", arguments: [RecordFormat.tsv, .csv, .table])
  func namesByBytes(format: RecordFormat) {
    let record: BSONDocument = ["caf\u{E9}": 1, "cafe\u{301}": 2]
    let text = print([record, record], as: format)
    #expect(text.unicodeScalars.contains("\u{E9}") && text.unicodeScalars.contains("\u{301}"))
    #expect(text.split(whereSeparator: \.isNewline).last?.filter(\.isNumber) == "12")
  }

  @Test("give dates and ids in cells as the style says")
  func styledCells() {
    let id = BSONObjectID(high: 1, low: 2)
    let record: BSONDocument = ["at": .date(BSONDate(milliseconds: 1)), "id": .objectID(id)]
    #expect(print([record], as: .tsv) == "at\tid\n1970-01-01T00:00:00.001Z\t\(id)\n")
    #expect(
      print([record], as: .tsv, .extended) == "at\tid\n{\"$date\":\"1970-01-01T00:00:00.001Z\"}\t{\"$oid\":\"\(id)\"}\n"
    )
  }

  @Test("keep a TSV record on its line whatever a value holds")
  func tsvEscapes() {
    #expect(print([["a": "t\tn\nr\rb\\"]], as: .tsv) == "a\nt\\tn\\nr\\rb\\\\\n")
  }

  @Test("quote CSV as RFC 4180 does")
  func csv() {
    #expect(
      print([["a,b": "plain", "q": "say \"hi\"", "l": "1\n2", "e": ""]], as: .csv)
        == "\"a,b\",q,l,e\r\nplain,\"say \"\"hi\"\"\",\"1\n2\",\r\n")
  }

  @Test("align a table, numbers to the right, wide characters by what they take on a screen")
  func table() {
    #expect(
      print([["who": "田中", "n": 5], ["who": "é", "n": 12_345]], as: .table) == """
        who       n
        田中      5
        é     12345

        """)
  }

  @Test("cut a table to the terminal's width, the widest column first, and mark what is missing")
  func tableOnTerminal() {
    let record: BSONDocument = ["id": "AB", "text": .string(String(repeating: "x", count: 60)), "end": "Z"]
    let text = print([record], as: .table, page: .init(width: 30, hasColor: false))
    #expect(text == "id  text                   end\nAB  xxxxxxxxxxxxxxxxxxxx…  Z\n")
    #expect(print([record], as: .table, page: .init(width: 9, hasColor: false)) == "id  text…\nAB  xxxx…\n")
    #expect(print([record], as: .table).contains(String(repeating: "x", count: 60)))
    #expect(print([["a": 1]], as: .table, page: .init(width: 80, hasColor: true)) == "\u{1B}[1ma\u{1B}[0m\n1\n")
  }

  @Test("let no escape sequence from an event reach a terminal")
  func tableIsHarmless() {
    let shown = print([["app": "a\u{1B}]0;x\u{07}\u{202E}\u{61C}b\n"]], as: .table)
    #expect(shown == "app\na␛]0;x␇\u{FFFD}\u{FFFD}b␊\n")
  }

  @Test("decide columns by the first thousand records and name the fields that came too late")
  func bounded() {
    for format in [RecordFormat.tsv, .csv, .table] {
      var writer = format.writer()
      var text: [UInt8] = []
      for number in 0..<999 { writer.append(["n": BSONValue(number)], to: &text) }
      #expect(text.isEmpty)
      writer.append(["n": 999], to: &text)
      #expect(text.count { $0 == 0x0A } == 1001)
      writer.append(["n": 1000, "late": true], to: &text)
      writer.settle(&text)
      #expect(text.count { $0 == 0x0A } == 1002)
      #expect(writer.homeless == ["late"])
    }
  }

  @Test("let no record widen all others without end", arguments: [RecordFormat.tsv, .csv, .table])
  func hostileRecord(format: RecordFormat) {
    let wide = BSONDocument((0..<200_000).map { ("k\u{1B}\($0)", BSONValue("v")) })
    let deep = (0..<150).reduce(["leaf": 1] as BSONValue) { inner, _ in [String(repeating: "d", count: 1000): inner] }
    let long: BSONDocument = ["k\u{1B}0": .string(String(repeating: "x", count: 1 << 20)), "deep": deep, "n": 1]
    let plain: [BSONDocument] = (0..<998).map { ["n": BSONValue($0), "k\u{1B}999": 1] }
    var writer = format.writer()
    var text: [UInt8] = []
    for record in [wide, long] + plain { writer.append(record, to: &text) }
    writer.settle(&text)
    #expect(text.count < 20 << 20)
    #expect(text.count { $0 == 0x0A } == 1001)
    #expect(writer.homeless.count == 10)
    #expect(writer.homeless.contains("k␛1000") && writer.homeless.allSatisfy { $0.utf8.count < 100 })
    var unfolded = format.writer()
    unfolded.append(long, to: &text)
    #expect(unfolded.homeless.first?.hasPrefix("deep.ddd") == true)
  }

  @Test("keep no more than a few large records waiting", arguments: [RecordFormat.tsv, .csv, .table])
  func largeRecords(format: RecordFormat) {
    var writer = format.writer()
    var text: [UInt8] = []
    for _ in 0..<17 { writer.append(["x": .string(String(repeating: "x", count: 1 << 20))], to: &text) }
    #expect(text.count > 16 << 20)
  }

  @Test("narrow a table's columns as if the widest gave one character after the other")
  func narrowing() {
    for _ in 0..<2000 {
      let widths = (0..<Int.random(in: 0...8)).map { _ in Int.random(in: 0...40) }
      let room = Int.random(in: -10...200)
      var slowly = widths
      while slowly.reduce(0, +) > room, let widest = slowly.indices.max(by: { slowly[$0] < slowly[$1] }),
        slowly[widest] > TableWriter.narrowest
      {
        slowly[widest] -= 1
      }
      #expect(TableWriter.narrow(widths, to: room) == slowly)
    }
  }

  @Test("wait for nothing once told that the reader waits")
  func settles() {
    var writer = RecordFormat.tsv.writer()
    var text: [UInt8] = []
    writer.append(["a": 1], to: &text)
    writer.settle(&text)
    writer.append(["a": 2], to: &text)
    #expect(String(decoding: text, as: UTF8.self) == "a\n1\n2\n")
  }

  @Test("print nothing for no records", arguments: RecordFormat.allCases)
  func empty(format: RecordFormat) { #expect(print([], as: format) == "") }

  @Test("are read back by a CSV reader as what was stored")
  func csvRoundTrip() {
    var random = SystemRandomNumberGenerator()
    let alphabet = Array("a\",\n\r;é ")
    for _ in 0..<200 {
      let cells = (0..<4).map { _ in String((0..<6).map { _ in alphabet.randomElement(using: &random)! }) }
      let record = BSONDocument(cells.enumerated().map { ("c\($0.offset)", BSONValue.string($0.element)) })
      let text = print([record], as: .csv)
      #expect(readCSV(text).last == cells)
    }
  }

  /// The grammar of RFC 4180, character by character.
  private func readCSV(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = String.UnicodeScalarView()
    var inQuotes = false
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch (scalar, inQuotes) {
      case ("\"", true) where rest.first == "\"": field.append(rest.removeFirst())
      case ("\"", _): inQuotes.toggle()
      case (",", false):
        row.append(String(field))
        field = .init()
      case ("\r", false) where rest.first == "\n":
        rest.removeFirst()
        rows.append(row + [String(field)])
        (row, field) = ([], .init())
      default: field.append(scalar)
      }
    }
    return rows
  }
}
