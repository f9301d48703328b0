import BSON
import OnePwModel
import Querying
import Testing

@Suite("What a query file says by mistake, most likely")
struct QueryDoubtsTests {
  private func doubts(_ pipeline: BSONValue, collection: BSONValue = "users") throws -> [String] {
    let file: BSONDocument = [
      "name": "mine", "summary": "Mine.", "collection": collection, "kind": "directory", "pipeline": pipeline,
    ]
    return try QueryDefinition(json: file.json()).doubts
  }

  @Test("is nowhere in the catalogue", arguments: OnePwModel.queryNames)
  func catalogue(name: String) throws {
    #expect(try #require(OnePwModel.query(named: name)).doubts == [])
  }

  @Test("is a collection that nobody knows, wherever it is named, once")
  func collections() throws {
    #expect(
      try doubts([["$match": [:]]], collection: "audit_event")
        == ["onepw-events(5) has no collection 'audit_event'; did you mean audit_events?"])
    #expect(try doubts([], collection: "hr_leavers") == ["onepw-events(5) has no collection 'hr_leavers'"])
    let lookup: BSONValue = ["$lookup": ["from": "user", "pipeline": [["$unionWith": "item"]], "as": "x"]]
    for pipeline: BSONValue in [
      [lookup, lookup], [["$facet": ["a": [lookup]]]], [["$unionWith": ["coll": "vaults", "pipeline": [lookup]]]],
      [["$graphLookup": ["from": "user", "as": "x"]], ["$unionWith": ["coll": "item"]]],
    ] {
      #expect(
        try doubts(pipeline) == [
          "onepw-events(5) has no collection 'user'; did you mean users?",
          "onepw-events(5) has no collection 'item'; did you mean items?",
        ])
    }
  }

  @Test("is a stage that no server knows, however deep")
  func stages() throws {
    let wrong = "no server from 4.4 to 6.0 has the stage '$mtach'; did you mean $match?"
    #expect(try doubts([["$mtach": [:]]]) == [wrong])
    #expect(try doubts([["$lookup": ["from": "users", "pipeline": [["$mtach": [:]]], "as": "x"]]]) == [wrong])
    #expect(
      try doubts([["$setWindowFields": [:]], ["$vectorSearch": [:]]])
        == ["no server from 4.4 to 6.0 has the stage '$vectorSearch'"])
  }
}
