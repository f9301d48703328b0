import BSON
import Mongo
import TestServer
import Testing

@Suite("A batch of inserts", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct InsertBatchTests {
  /// The driver sends more than 48 MB as several messages.
  @Test("whose second message is lost after the first had a refusal is not taken for stored")
  func secondMessage() throws {
    let server = try TestServer.start(arguments: ["--setParameter", "enableTestCommands=1"])
    defer { server.stop() }
    let client = try MongoClient(address: MongoAddress(server.uri), applicationName: "tests")
    let filling = BSONValue.string(String(repeating: "x", count: 1 << 20))
    // The second is refused.
    let documents = (0..<60).map { BSONDocument([("_id", BSONValue($0 == 1 ? 0 : $0)), ("filling", filling)]) }
    for isBroken in [false, true] {
      try server.command([
        "configureFailPoint": "failCommand", "mode": isBroken ? ["skip": 1] : "off",
        "data": ["failCommands": ["insert"], "closeConnection": true],
      ])
      do throws(MongoError) {
        let outcome = try send(documents, to: "c\(isBroken)", by: client)
        #expect(!isBroken && outcome.inserted == 59 && outcome.refusals.map(\.index) == [1])
      } catch {
        #expect(isBroken && error.kind == .transient, "\(error)")
      }
    }
  }

  @Test("is sent once: the driver does not send it again by itself, whatever the address says")
  func once() throws {
    let set = try ReplicaSet.start(members: 1, arguments: ["--setParameter", "enableTestCommands=1"])
    defer { set.stop() }
    let client = try MongoClient(address: MongoAddress(set.uri + "&retryWrites=true"), applicationName: "tests")
    try client.ping()
    try set.primary().command([
      "configureFailPoint": "failCommand", "mode": ["times": 1],
      "data": ["failCommands": ["insert"], "closeConnection": true],
    ])
    #expect {
      try send([["_id": 1]], to: "c", by: client)
    } throws: {
      ($0 as? MongoError)?.kind == .transient
    }
  }

  @discardableResult
  private func send(
    _ documents: [BSONDocument], to collection: String, by client: borrowing MongoClient
  ) throws(MongoError) -> InsertBatch.Outcome {
    let size = documents.reduce(0) { $0 + $1.bytes.count }
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    defer { memory.deallocate() }
    var batch = InsertBatch(capacity: documents.count)
    var start = 0
    for document in documents {
      let place = UnsafeMutableRawBufferPointer(rebasing: memory[start..<(start + document.bytes.count)])
      place.copyBytes(from: document.bytes)
      batch.append(UnsafeRawBufferPointer(place))
      start += document.bytes.count
    }
    return try batch.send(by: client, to: collection, of: "test")
  }
}
