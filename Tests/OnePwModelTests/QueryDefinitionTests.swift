import BSON
import Glibc
import OnePwModel
import Testing

@Suite("A query file")
struct QueryDefinitionTests {
  private let whole: BSONDocument = [
    "name": "mine", "summary": "Mine.", "collection": "users", "kind": "directory",
    "parameters": ["min": ["type": "int", "default": 3, "minimum": 1, "help": "At least."]],
    "pipeline": [["$match": ["n": ["$gte": ["$parameter": "min"]]]]],
    "examples": [["arguments": ["min": 5], "index": ["uuid": 1]]],
  ]

  private func problems(_ key: String, _ value: BSONValue?) -> [String] {
    let changed = whole.map { ($0.key, $0.value) }.filter { $0.0 != key } + (value.map { [(key, $0)] } ?? [])
    do {
      _ = try QueryDefinition(json: BSONDocument(changed).json())
      return []
    } catch {
      return error.problems
    }
  }

  @Test("is read whole")
  func reads() throws {
    let query = try QueryDefinition(json: whole.json())
    #expect(query.name == "mine")
    #expect(query.kind == .directory)
    #expect(query.parameters.map(\.name) == ["min"])
    #expect(query.parameter(named: "min")?.type == .int(1 ... .max))
    #expect(query.examples.first?.index == ["uuid": 1])
  }

  @Test("names everything that is wrong with it")
  func problems() {
    #expect(problems("pipline", []) == ["the file has an unknown key 'pipline'"])
    #expect(problems("summary", nil) == ["summary is missing"])
    #expect(problems("name", "My Query") == ["name 'My Query' is not made of lower-case words joined by hyphens"])
    #expect(problems("kind", "rule").first?.hasPrefix("kind is none of events, directory") == true)
    #expect(problems("pipeline", [["$match": [:]]]) == ["parameter 'min' is not used"])
    #expect(
      problems("pipeline", [["$match": ["a": ["$parameter": "max"], "b": ["$parameter": "min"]]]])
        == ["the pipeline uses 'max', which is not among the parameters"])
    #expect(problems("examples", [["arguments": ["min": 0]]]).first?.contains("of at least 1, not '0'") == true)
    #expect(
      problems("examples", [["arguments": ["max": 0]]]) == ["example 1 gives 'max', which is not among the parameters"])
  }

  @Test("leaves what was not given out of conditions alone")
  func leavesOut() {
    let given: BSONValue = ["$given": "min"]
    let problem =
      "'min' can be left out of conditions alone: elsewhere it needs a default and {\"$parameter\": \"min\"}"
    let match: BSONValue = ["$match": ["n": given, "$or": [["n": ["$gte": given]]]]]
    for pipeline: BSONValue in [
      [match], [["$lookup": ["from": "users", "let": ["x": "$n"], "pipeline": [match], "as": "x"]]],
      [["$unionWith": ["coll": "users", "pipeline": [match]]]], [["$facet": ["a": [match]]]],
    ] {
      #expect(problems("pipeline", pipeline) == [])
    }
    for pipeline: BSONValue in [
      [["$match": ["$expr": ["$eq": ["$n", given]]]]], [["$set": ["x": given]]], [["$limit": given]], [given],
      [["$lookup": ["from": "users", "let": ["x": given], "pipeline": [], "as": "x"]]],
    ] {
      #expect(problems("pipeline", pipeline) == [problem])
    }
  }

  @Test("says nothing about a parameter that its type does not heed")
  func unheeded() {
    func wrong(_ type: String, _ facts: (String, BSONValue)..., name: String = "x", value: BSONValue = 3) -> [String] {
      let parameter = BSONDocument([("type", .string(type)), ("default", value), ("help", "It.")] + facts)
      let file: BSONDocument = [
        "name": "mine", "summary": "Mine.", "collection": "users", "kind": "directory",
        "parameters": .document(BSONDocument([(name, .document(parameter))])),
        "pipeline": [["$match": ["n": ["$parameter": .string(name)]]]],
      ]
      do { _ = try QueryDefinition(json: file.json()) } catch { return error.problems }
      return []
    }
    #expect(wrong("int", ("minimum", "5")) == ["minimum of parameter 'x' is no whole number"])
    #expect(wrong("int", ("maximum", 1.5)) == ["maximum of parameter 'x' is no whole number"])
    #expect(wrong("int", ("minimum", 1), ("maximum", 3.0)) == [])
    #expect(wrong("number", ("minimum", true)) == ["minimum of parameter 'x' is no number"])
    #expect(wrong("number", ("minimum", .double(.nan))) == ["minimum of parameter 'x' is no number"])
    #expect(wrong("number", ("minimum", 1.5)) == [])
    #expect(
      wrong("time", ("minimum", 5), ("values", ["a"]), value: "24h") == [
        "parameter 'x' has a minimum, which the type time does not heed",
        "parameter 'x' has values, which the type time does not heed",
      ])
    #expect(
      wrong("text", ("maximum", 5), value: "a") == ["parameter 'x' has a maximum, which the type text does not heed"])
    #expect(
      wrong("enum", ("values", ["a"]), ("resolve", "user"), value: "a")
        == ["parameter 'x' has a resolve, which the type enum does not heed"])
    #expect(wrong("list", ("resolve", "user"), value: ["a"]) == [])
    #expect(wrong("int", ("optional", "no")) == ["optional of parameter 'x' is neither true nor false"])
    #expect(
      wrong("text", name: "limit", value: "3") == ["parameter 'limit' counts answers: its type has to be int"])
    #expect(
      wrong("int", name: "limit", value: 0)
        == ["default of parameter 'limit': --limit takes a whole number of at least 1, not '0'"])
    #expect(problems("examples", [["arguments": 5, "index": "uuid"]]).count == 2)
    #expect(
      problems("attack", ["T1110", "T1110.001", "bogus", "T111", "T1110.1"])
        == ["bogus", "T111", "T1110.1"].map { "attack has '\($0)', which is no technique such as T1110 or T1110.001" })
  }

  @Test("takes a duration off a time, and nothing else off anything")
  func difference() {
    func problems(_ bound: BSONValue) -> [String] {
      let file: BSONDocument = [
        "name": "mine", "summary": "Mine.", "collection": "users", "kind": "directory",
        "parameters": [
          "since": ["type": "time", "default": "24h", "help": "It."],
          "window": ["type": "duration", "default": "1h", "help": "It."],
        ], "pipeline": [["$match": ["a": bound, "b": [["$parameter": "since"], ["$parameter": "window"]]]]],
      ]
      do {
        _ = try QueryDefinition(json: file.json())
        return []
      } catch {
        return error.problems
      }
    }
    #expect(problems(["$parameter": "since", "minus": "window"]) == [])
    for (bound, problem) in [
      (["$parameter": "since", "minus": "since"], "takes a time less a duration"),
      (["$parameter": "window", "minus": "window"], "takes a time less a duration"),
      (["$parameter": "since", "minus": "history"], "takes a time less a duration"),
      (["$parameter": "since", "minus": 5], "takes a time less a duration"),
      (["$given": "since", "minus": "window"], "stands alone"),
      (["$parameter": "since", "minus": "window", "plus": "window"], "stands alone"),
    ] as [(BSONValue, String)] {
      let found = problems(bound)
      #expect(found.count == 1 && found[0].contains(problem), "\(bound.jsonString()): \(found)")
    }
  }

  @Test("may not write, however deep the stage is hidden", arguments: ["$out", "$merge"])
  func writes(stage: String) {
    let writing = BSONDocument([(stage, BSONValue.string("users"))])
    let use: BSONValue = ["$match": ["n": ["$parameter": "min"]]]
    for pipeline: BSONValue in [
      [use, .document(writing)], [use, ["$facet": ["a": [.document(writing)]]]],
      [use, ["$lookup": ["from": "users", "pipeline": [.document(writing)], "as": "x"]]],
    ] {
      #expect(problems("pipeline", pipeline).contains("the pipeline writes: \(stage) is refused"))
    }
  }

  /// Of this thread, in seconds: other tests run beside it.
  private func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  @Test("of eight times the length takes about eight times as long to read, whatever is wrong with it")
  func isReadInLine() {
    func document(_ count: Int, _ element: (Int) -> (String, BSONValue)) -> BSONValue {
      .document(BSONDocument((0..<count).map(element)))
    }
    let parameter: BSONValue = ["type": "int", "default": 1, "help": "It."]
    let shapes: [(Int) -> BSONDocument] = [
      { count in BSONDocument((0..<count).map { ("key\($0)", 1) }) },
      { count in BSONDocument((0..<count).map { _ in ("name", 1) }) },
      { count in ["pipeline": [["$match": document(count) { _ in ("$parameter", "x") }]]] },
      { count in ["pipeline": [["$match": document(count) { ("$parameter\($0)", ["$parameter": .string("x\($0)")]) }]]]
      },
      { count in
        [
          "parameters": document(count) { ("p\($0)", parameter) },
          "examples": [["arguments": document(count) { ("p\($0)", 1) }]],
        ]
      },
    ]
    for (number, shape) in shapes.enumerated() {
      func seconds(_ count: Int) -> Double {
        let json = shape(count).json()
        return (0..<3).map { _ in
          let start = processorTime()
          _ = try? QueryDefinition(json: json)
          return processorTime() - start
        }.min() ?? 0
      }
      #expect((0..<5).contains { _ in seconds(16_000) / seconds(2000) < 16 }, "shape \(number)")
    }
  }

  @Test("needs a default, or to be optional and used as such")
  func optional() {
    let pipeline: BSONValue = [["$match": ["a": ["$parameter": "country"]]]]
    let parameters: BSONValue = ["country": ["type": "text", "help": "Where."]]
    #expect(
      problems("parameters", parameters).contains("parameter 'country' needs either a default or \"optional\": true"))
    let optional: BSONDocument = [
      "name": "mine", "summary": "Mine.", "collection": "users", "kind": "directory",
      "parameters": ["country": ["type": "text", "optional": true, "help": "Where."]], "pipeline": pipeline,
    ]
    #expect(throws: QueryDefinitionError.self) { try QueryDefinition(json: optional.json()) }
  }

  @Test("has no parameter that could never be given")
  func reserved() {
    func problems(_ reserved: Set<String>) -> [String] {
      do {
        _ = try QueryDefinition(json: whole.json(), reserved: reserved)
        return []
      } catch {
        return error.problems
      }
    }
    #expect(problems(["format"]) == [])
    #expect(problems(["min"]) == ["parameter 'min' can never be given: --min is an option of opq itself"])
  }

  @Test("takes typed values, and says what it takes")
  func values() throws {
    let now = BSONDate(rfc3339: "2026-11-21T20:51:35.544Z")!
    func value(_ facts: BSONValue, _ text: String) throws -> BSONValue {
      let file: BSONDocument = [
        "name": "mine", "summary": "Mine.", "collection": "users", "kind": "directory", "parameters": ["x": facts],
        "pipeline": [["$match": ["a": ["$given": "x"]]]],
      ]
      return try QueryDefinition(json: file.json()).parameters[0].value(of: text, now: now)
    }
    func facts(_ type: String, _ more: (String, BSONValue)...) -> BSONValue {
      .document(BSONDocument([("type", .string(type)), ("optional", true), ("help", "It.")] + more))
    }
    #expect(try value(facts("time"), "24h") == .date(BSONDate(rfc3339: "2026-11-20T20:51:35.544Z")!))
    #expect(try value(facts("duration"), "60m") == .int64(3_600_000))
    #expect(try value(facts("int"), "7") == .int32(7))
    #expect(try value(facts("number"), "7.5") == .double(7.5))
    #expect(try value(facts("list"), "CN,RU") == ["CN", "RU"])
    #expect(try value(facts("list"), " CN, \tRU ,,Hong Kong, ") == ["CN", "RU", "Hong Kong"])
    #expect(try value(facts("enum", ("values", ["off", "work"])), "work") == "work")
    #expect(try value(facts("zone"), "America/New_York") == "America/New_York")
    for (facts, wrong, form) in [
      (facts("time"), "yesterday", "a time such as"), (facts("duration"), "1 hour", "a duration such as"),
      (facts("duration"), "0s", "above zero, not '0s'"),
      (facts("int"), "7.0", "a whole number, not '7.0'"), (facts("int", ("minimum", 1)), "0", "of at least 1"),
      (facts("int", ("minimum", 0), ("maximum", 23)), "24", "from 0 to 23"), (facts("number"), "nan", "a number"),
      (facts("list"), "", "texts with commas"), (facts("list"), " , ", "texts with commas"),
      (facts("enum", ("values", ["off", "work"])), "on", "off or work"),
      (facts("zone"), "$where", "a time zone such as"),
    ] {
      #expect {
        try value(facts, wrong)
      } throws: { error in
        (error as? QueryArgumentError)?.message.contains(form) == true
      }
    }
  }
}
