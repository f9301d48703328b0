import BSON
import Testing

@Suite("Same content")
struct SameContentTests {
  let same = SameContent(ignoring: ["_id", "insert_time"])
  let event: BSONDocument = ["uuid": "E", "n": 1, "client": ["app": "CLI", "os": "Linux"], "tags": [1, 2]]

  @Test(
    "is fields in any order, numbers by value, without what is ignored",
    arguments: [
      ["uuid": "E", "n": 1, "client": ["app": "CLI", "os": "Linux"], "tags": [1, 2]],
      ["tags": [1, 2], "client": ["os": "Linux", "app": "CLI"], "n": 1, "uuid": "E"],
      ["_id": 5, "uuid": "E", "n": .int64(1), "client": ["app": "CLI", "os": "Linux"], "tags": [1.0, 2]],
      ["n": 1.0, "insert_time": nil, "uuid": "E", "client": ["app": "CLI", "os": "Linux"], "tags": [1, .int64(2)]],
    ] as [BSONDocument])
  func equal(other: BSONDocument) {
    #expect(same.holds(between: event, and: other))
    #expect(same.holds(between: other, and: event))
  }

  @Test(
    "is nothing less",
    arguments: [
      [:],
      ["uuid": "E", "n": 1, "client": ["app": "CLI", "os": "Linux"], "tags": [2, 1]],
      ["uuid": "E", "n": 1, "client": ["app": "CLI", "os": "Linux"], "tags": [1]],
      ["uuid": "E", "n": 1, "client": ["app": "CLI", "os": "Linux", "_id": 1], "tags": [1, 2]],
      ["uuid": "E", "n": 1.5, "client": ["app": "CLI", "os": "Linux"], "tags": [1, 2]],
      ["uuid": "E", "n": "1", "client": ["app": "CLI", "os": "Linux"], "tags": [1, 2]],
      ["uuid": "E", "n": 1, "client": ["app": "CLI", "os": "Linux"], "tags": [1, 2], "more": nil],
    ] as [BSONDocument])
  func different(other: BSONDocument) {
    #expect(!same.holds(between: event, and: other))
    #expect(!same.holds(between: other, and: event))
  }

  @Test("compares integers beyond 2^53 with doubles exactly")
  func largeNumbers() {
    let whole: BSONDocument = ["n": .int64(9_007_199_254_740_993)]
    #expect(!same.holds(between: whole, and: ["n": 9_007_199_254_740_992.0]))
    #expect(same.holds(between: ["n": .int64(9_007_199_254_740_992)], and: ["n": 9_007_199_254_740_992.0]))
    #expect(!same.holds(between: ["n": .int64(.max)], and: ["n": 0x1p63]))
    #expect(same.holds(between: ["n": .double(.nan)], and: ["n": .double(-.nan)]))
    #expect(same.holds(between: ["n": -0.0], and: ["n": 0]))
  }
}
