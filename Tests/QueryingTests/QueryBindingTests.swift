import BSON
import OnePwModel
import Querying
import Testing

@Suite("Binding values into a pipeline")
struct QueryBindingTests {
  private func bind(
    _ pipeline: BSONValue, _ values: [String: BSONValue], isFull: Bool = false
  ) throws -> [BSONDocument] {
    let parameters = ["text", "list", "min"].filter { pipeline.jsonString().contains("\"\($0)\"") }.map { name in
      (name, ["type": name == "min" ? "int" : .string(name), "optional": true, "help": "It."] as BSONValue)
    }
    let file: BSONDocument = [
      "name": "mine", "summary": "Mine.", "collection": "users", "kind": "directory",
      "parameters": .document(BSONDocument(parameters)), "pipeline": pipeline,
    ]
    return BoundQuery(try QueryDefinition(json: file.json()), values: values, isFull: isFull).pipeline
  }

  @Test("leaves out what was not given, and keeps a match that has nothing left to ask")
  func optional() throws {
    let pipeline: BSONValue = [
      ["$match": ["a": ["$given": "text"], "b": ["$gte": ["$given": "min"]]]],
      ["$project": ["x": ["$concatArrays": [["$given": "list"], ["y"]]]]],
    ]
    #expect(try bind(pipeline, [:]) == [["$match": [:]], ["$project": ["x": ["$concatArrays": [["y"]]]]]])
    #expect(
      try bind(pipeline, ["text": "t", "min": 2])
        == [["$match": ["a": "t", "b": ["$gte": 2]]], ["$project": ["x": ["$concatArrays": [["y"]]]]]])
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
    let given: BSONValue = ["$given": "text"]
    let pipeline: BSONValue = [
      ["$match": ["a": given, "$expr": ["$eq": ["$a", given]]]],
      ["$project": ["a": given]],
      ["$lookup": ["from": "users", "let": ["x": given], "pipeline": [["$match": ["a": given]]], "as": "y"]],
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
      ["$match": ["a": ["$in": ["$given": "list"]], "$expr": ["$in": ["$a", ["$given": "list"]]]]]
    ]
    #expect(
      try bind(list, ["list": ["$a", "b"]])
        == [["$match": ["a": ["$in": ["$a", "b"]], "$expr": ["$in": ["$a", ["$literal": ["$a", "b"]]]]]]])
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
