import BSON
import OnePwModel
import Testing

@Suite("A bound query")
struct BoundQueryTests {
  private func bind(
    _ pipeline: BSONValue, _ values: [String: BSONValue], isFull: Bool = false
  ) throws -> [BSONDocument] {
    let types: [(String, BSONValue, BSONValue)] = [("text", "text", "a"), ("list", "list", ["a"]), ("min", "int", 1)]
    let parameters = types.filter { pipeline.jsonString().contains("\"\($0.0)\"") }.map { name, type, value in
      (name, ["type": type, "default": value, "help": "It."] as BSONValue)
    }
    let file: BSONDocument = [
      "name": "mine", "summary": "Mine.", "collection": "users", "kind": "directory",
      "parameters": .document(BSONDocument(parameters)), "pipeline": pipeline,
    ]
    return BoundQuery(try QueryDefinition(json: file.json()), values: values, isFull: isFull).pipeline
  }

  @Test("has the values given by name, the defaults of the rest, and nothing of what has neither")
  func values() throws {
    let query = try #require(OnePwModel.query(named: "high-risk-sign-ins"))
    let now = BSONDate(rfc3339: "2026-11-21T20:51:35.544Z")!
    let values = try query.values(["since": "7d", "countries": ["IR"], "limit": 5], now: now)
    #expect(
      values == [
        "since": .date(BSONDate(rfc3339: "2026-11-14T20:51:35.544Z")!), "until": .date(now), "countries": ["IR"],
        "limit": 5,
      ])
    let bound = BoundQuery(query, values: values)
    #expect(bound.collection == "sign_in_attempts")
    #expect(bound.pipeline.last == ["$limit": 5])
    #expect(!bound.pipeline.map { $0.jsonString() }.joined().contains("$given"))
    for (wrong, message) in [
      (["country": "IR"], "high-risk-sign-ins has no --country"), (["limit": "five"], "of at least 1, not \"five\""),
    ] as [(BSONDocument, String)] {
      #expect {
        try query.values(wrong, now: now)
      } throws: { error in
        (error as? QueryArgumentError)?.message.contains(message) == true
      }
    }
  }

  @Test("leaves out what was not given, and keeps a match that has nothing left to ask")
  func optional() throws {
    let pipeline: BSONValue = [
      ["$match": ["a": ["$given": "text"], "b": ["$gte": ["$given": "min"]]]],
      ["$project": ["x": ["$add": [1, "$y"]]]],
    ]
    let rest: BSONDocument = ["$project": ["x": ["$add": [1, "$y"]]]]
    #expect(try bind(pipeline, [:]) == [["$match": [:]], rest])
    #expect(try bind(pipeline, ["text": "t", "min": 2]) == [["$match": ["a": "t", "b": ["$gte": 2]]], rest])
  }

  @Test("leaves out a list of conditions of which none is left, not one that was written empty")
  func emptied() throws {
    let pipeline: BSONValue = [
      [
        "$match": [
          "$or": [["a": ["$given": "text"]], ["b": ["$gte": ["$given": "min"]]]], "c": ["$in": [["$given": "text"]]],
          "d": ["$in": []],
        ]
      ]
    ]
    #expect(try bind(pipeline, [:]) == [["$match": ["d": ["$in": []]]]])
    #expect(try bind(pipeline, ["min": 2]) == [["$match": ["$or": [["b": ["$gte": 2]]], "d": ["$in": []]]]])
  }

  @Test("puts text in as data: no field, no operator, wherever it stands")
  func injection() throws {
    let value: BSONValue = ["$parameter": "text"]
    let pipeline: BSONValue = [
      ["$match": ["a": value, "$expr": ["$eq": ["$a", value]]]],
      ["$project": ["a": value]],
      ["$lookup": ["from": "users", "let": ["x": value], "pipeline": [["$match": ["a": value]]], "as": "y"]],
    ]
    for text in ["$email", "$$ROOT", "$where", "{\"$gt\":\"\"}"] {
      let plain = BSONValue.string(text)
      let safe: BSONValue = text.hasPrefix("$") ? ["$literal": plain] : plain
      #expect(
        try bind(pipeline, ["text": plain]) == [
          ["$match": ["a": plain, "$expr": ["$eq": ["$a", safe]]]],
          ["$project": ["a": safe]],
          ["$lookup": ["from": "users", "let": ["x": safe], "pipeline": [["$match": ["a": plain]]], "as": "y"]],
        ])
    }
    let list: BSONValue = [
      ["$match": ["a": ["$in": ["$given": "list"]], "$expr": ["$in": ["$a", ["$parameter": "list"]]]]]
    ]
    #expect(
      try bind(list, ["list": ["$a", "b"]])
        == [["$match": ["a": ["$in": ["$a", "b"]], "$expr": ["$in": ["$a", ["$literal": ["$a", "b"]]]]]]])
  }

  @Test("takes a duration off a time, and stops at the first time there is")
  func difference() throws {
    let bound: BSONValue = ["$parameter": "since", "minus": "window"]
    let pipeline: BSONValue = [["$match": ["t": ["$gte": bound], "$expr": ["$gte": ["$t", bound]]]]]
    func bind(_ since: Int64, _ window: Int64) throws -> [BSONDocument] {
      let file: BSONDocument = [
        "name": "mine", "summary": "Mine.", "collection": "users", "kind": "directory",
        "parameters": [
          "since": ["type": "time", "default": "24h", "help": "It."],
          "window": ["type": "duration", "default": "1h", "help": "It."],
        ], "pipeline": pipeline,
      ]
      let values: [String: BSONValue] = ["since": .date(BSONDate(milliseconds: since)), "window": .int64(window)]
      return BoundQuery(try QueryDefinition(json: file.json()), values: values).pipeline
    }
    for (since, window, start) in [(5000, 2000, 3000), (-10, .max, .min)] as [(Int64, Int64, Int64)] {
      let start = BSONValue.date(BSONDate(milliseconds: start))
      #expect(try bind(since, window) == [["$match": ["t": ["$gte": start], "$expr": ["$gte": ["$t", start]]]]])
    }
  }

  @Test("ends the answer at the limit, and shows samples or everything")
  func runner() throws {
    let pipeline: BSONValue = [["$project": ["x": ["$slice": ["$x", ["$parameter": "sample"]]]]]]
    #expect(
      try bind(pipeline, ["limit": 5]) == [["$project": ["x": ["$slice": ["$x", 20]]]], ["$limit": 5]])
    #expect(try bind(pipeline, [:], isFull: true) == [["$project": ["x": ["$slice": ["$x", 2_147_483_647]]]]])
  }

  @Test("turns a listing around")
  func reverses() throws {
    let query = try #require(OnePwModel.query(named: "audit-events"))
    var bound = BoundQuery(query, values: [:])
    bound.reverse()
    #expect(bound.pipeline.compactMap { $0["$sort"] }.first == ["timestamp": 1])
  }
}
