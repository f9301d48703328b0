import BSON
import Testing

@testable import Measuring

@Suite("The use of indexes")
struct UsageOfIndexesTests {
  private func reply(_ host: String, _ operations: Int) -> BSONDocument {
    [
      "name": "uuid_1", "host": .string(host),
      "accesses": ["ops": BSONValue(operations), "since": .date(BSONDate(milliseconds: 0))],
    ]
  }

  @Test("is each shard's own where a router answers for them, in the same order each time")
  func router() {
    for replies in [[reply("a:1", 3), reply("b:1", 4)], [reply("b:1", 4), reply("a:1", 3)]] {
      var usage = UsageOfIndexes([], isRouter: true)
      usage.add(["users": .found(replies)], from: "router:27017")
      let counts = usage.reading("uuid_1", of: "users")?.value ?? []
      #expect(counts.map(\.member) == ["a:1", "b:1"] && counts.map(\.operations) == [3, 4])
    }
  }

  @Test("goes under the name by which a server was asked, not the one it has for itself")
  func server() {
    var usage = UsageOfIndexes([])
    usage.add(["users": .found([reply("inner:1", 3)])], from: "outer:1")
    #expect(usage.reading("uuid_1", of: "users")?.value?.map(\.member) == ["outer:1"])
  }
}
