import BSON
import TestServer
import Testing

@testable import Mongo

@Suite("A cursor", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct CursorTests {
  private let server = TestServer.shared
  private let database = TestServer.shared.freshDatabase()
  private let total = 9000

  /// Numbered documents, every thousandth as large as a whole block.
  private func insert() throws {
    let padding = String(repeating: "x", count: 1 << 20)
    for start in stride(from: 0, to: total, by: 1000) {
      let documents = (start..<start + 1000).map { number -> BSONValue in
        ["_id": BSONValue(number), "padding": .string(number % 1000 == 999 ? padding : "")]
      }
      try server.command(["insert": "numbers", "documents": .array(documents)], on: database)
    }
  }

  private func read(
    until stop: Int, batch: Int = 2000, filter: BSONDocument = [:]
  ) throws(MongoError) -> [Int] {
    let client = try MongoClient(address: MongoAddress(server.uri), applicationName: "tests")
    var numbers: [Int] = []
    let options: BSONDocument = ["sort": ["_id": 1], "batchSize": BSONValue(batch)]
    try client.find(filter, in: "numbers", of: database, options: options, doing: "read") { bytes in
      numbers.append(BSONDocument(unchecked: [UInt8](bytes))["_id"]?.intValue ?? -1)
      return numbers.count < stop
    }
    return numbers
  }

  @Test("gives every document in order, wherever the reader stops and whatever the replies hold")
  func order() throws {
    try insert()
    for stop in [1, 999, 1000, 1001, 2000, 2001, 5000, total, total + 1] {
      #expect(try read(until: stop) == Array(0..<min(stop, total)))
    }
    for batch in [2, 500, total] { #expect(try read(until: total + 1, batch: batch) == Array(0..<total)) }
    #expect(try read(until: 1, filter: ["_id": -1]).isEmpty)
  }

  @Test("gives what came before a failure, then the failure")
  func failure() throws {
    try insert()
    var seen = 0
    let client = try MongoClient(address: MongoAddress(server.uri), applicationName: "tests")
    // A division by zero at a document that is far behind the first block.
    let stages: [BSONDocument] = [
      ["$sort": ["_id": 1]], ["$project": ["x": ["$divide": [1, ["$subtract": ["$_id", 7500]]]]]],
    ]
    #expect(throws: MongoError.self) {
      try client.aggregate(stages, in: "numbers", of: database, options: ["batchSize": 1000], doing: "divide") { _ in
        seen += 1
        return true
      }
    }
    #expect(seen >= 5000 && seen <= 7500)
  }
}
