import BSON
import Glibc
import Mongo
import OnePwModel
import Querying
import RecordIO
import TestServer
import Testing
import ToolSupport

@testable import opgen
@testable import opload
@testable import opq

@Suite("Every query of the catalogue", .serialized, .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct OpQCatalogueTests {
  /// A small company's month, with its directories and, beside it, with the three event streams alone.
  private static let world = World()
  private var world: World { Self.world }
  private let queries = OnePwModel.queries

  @Test("is served by the index that its example names, and scans no collection")
  func examples() throws {
    let client = try world.client()
    for query in queries {
      for example in query.examples {
        let bound = try world.bind(query, example)
        let plan = try world.run.explain(bound, client).record(of: bound)
        let name = "\(query.name) \(example.words)"
        // Data quality looks at everything, and an empty collection has no index to use.
        if query.kind != .quality { #expect(plan["collection_scan"] == false, "\(name)") }
        let isListing = query.kind == .events && plan["plan"]?.stringValue?.contains("$") == false
        if isListing { #expect(plan["blocking_sort"] == false, "\(name)") }
        #expect(plan["keys"]?.documentValue == example.index, "\(name): \(plan.jsonString())")
      }
    }
  }

  @Test("is what the indexes are there for: every one serves an example, the feed or a constraint")
  func indexes() throws {
    let client = try world.client()
    for query in queries {
      for example in query.examples { try world.run.run(world.bind(query, example), client) { _, _ in true } }
    }
    _ = world.opq(["events", "--print-cursor", "--limit", "1"], in: world.whole)
    for collection in OnePwModel.collections {
      let statistics: BSONDocument = [
        "aggregate": .string(collection.name), "pipeline": [["$indexStats": [:]]], "cursor": [:],
      ]
      let reply = try world.server.command(statistics, on: world.whole)
      let uses = (reply.value(at: "cursor.firstBatch")?.arrayValue ?? []).compactMap(\.documentValue)
      for index in collection.indexes where !index.isUnique {
        let use = try #require(uses.first { $0["name"]?.stringValue == index.name })
        #expect(use.value(at: "accesses.ops") != 0, "\(collection.name) \(index.name) serves nothing")
      }
    }
  }

  @Test("answers the same with its indexes and with none")
  func naturalOrder() throws {
    for query in queries {
      let pipeline = try world.bind(query, query.examples.last).pipeline.map(BSONValue.document)
      func answer(_ more: (String, BSONValue)...) throws -> [String] {
        let command: [(String, BSONValue)] = [
          ("aggregate", .string(query.collection)), ("pipeline", .array(pipeline)), ("cursor", ["batchSize": 100_000]),
        ]
        let reply = try world.server.command(BSONDocument(command + more), on: world.whole)
        return (reply.value(at: "cursor.firstBatch")?.arrayValue ?? []).map { $0.jsonString() }.sorted()
      }
      #expect(try answer() == answer(("hint", ["$natural": 1])), "\(query.name)")
    }
  }

  @Test("needs the three event streams alone")
  func streamsAlone() throws {
    for query in queries where query.kind != .directory {
      for example in query.examples {
        let run = world.opq([query.name] + example.words, in: world.streams)
        #expect(run.status == 0, "\(query.name): \(run.errors)")
      }
    }
    // Whoever signed in is known by name all the same.
    let active = world.opq(["most-active-users", "--since", "30d"], in: world.streams)
    #expect(active.records.contains { $0.value(at: "user.email")?.stringValue?.contains("@") == true })
  }
}

/// Two databases filled by opgen and opload, and the lines that went in.
private struct World {
  let server = TestServer.shared
  let whole = TestServer.shared.freshDatabase()
  let streams = TestServer.shared.freshDatabase()
  let events: [String: [BSONDocument]]
  /// The evening of the last Friday: in a weekend's day happens so little that one index is as good as another to the planner.
  let end: BSONDate = {
    let (week, friday) = (Int64(7 * 86_400_000), Int64(86_400_000 + 18 * 3_600_000))
    return BSONDate(milliseconds: (BSONDate.now.milliseconds - friday) / week * week + friday)
  }()

  func client() throws -> MongoClient { try MongoClient(address: MongoAddress(server.uri), applicationName: "tests") }

  var run: QueryRun { QueryRun(database: whole, timeoutMilliseconds: nil, name: "tests") }

  /// As opq binds it, at the world's end.
  func bind(_ query: QueryDefinition, _ example: QueryDefinition.Example?) throws -> BoundQuery {
    BoundQuery(query, values: try query.values(example?.arguments ?? [:], now: end))
  }

  func opq(_ arguments: [String], in database: String) -> OpQRun {
    OpQRun(arguments + ["--uri", server.uri, "--db", database])
  }

  init() {
    let people = ["--users", "60", "--devices", "150", "--vaults", "30", "--items", "500", "--sessions", "--locations"]
    // Few events in a window make one index as good as another to the server's planner.
    let streams = ["--audit", "6000", "--usages", "6000", "--signins", "6000"]
    let end = ["--end", self.end.rfc3339, "--days", "30"]
    events = Dictionary(grouping: Self.load(people + streams + end, into: whole)) { event in
      event["target_user"] != nil
        ? "sign_in_attempts"
        : event["item_uuid"] != nil ? "item_usages" : event["actor_uuid"] != nil ? "audit_events" : ""
    }
    _ = Self.load(streams + end, into: self.streams)
    for database in [whole, self.streams] {
      for collection in OnePwModel.collections {
        let indexes = collection.indexes.map { index -> BSONValue in
          let keys = BSONDocument(index.keys.map { ($0.field, BSONValue.int32($0.direction)) })
          return ["key": .document(keys), "name": .string(index.name), "unique": .bool(index.isUnique)]
        }
        _ = try! server.command(["createIndexes": .string(collection.name), "indexes": .array(indexes)], on: database)
      }
    }
  }

  /// What `opgen … | opload --db …` does, through a file.
  private static func load(_ arguments: [String], into database: String) -> [BSONDocument] {
    var template = Array("/tmp/onepw-world.XXXXXX".utf8CString)
    let file = mkstemp(&template)
    unlink(template)
    defer { close(file) }
    let quiet = open("/dev/null", O_WRONLY)
    var generating = Streams(output: Output(descriptor: file), errors: quiet)
    #expect(OpGen.main(arguments, &generating) == .done)
    lseek(file, 0, SEEK_SET)
    var loading = Streams(output: Output(descriptor: quiet), input: file, errors: quiet)
    #expect(OpLoad.main(["--uri", TestServer.shared.uri, "--db", database], &loading) == .done)
    var bytes = [UInt8](repeating: 0, count: Int(lseek(file, 0, SEEK_END)))
    pread(file, &bytes, bytes.count, 0)
    return bytes.split(separator: 0x0A).compactMap { try? BSONDocument(json: $0) }
  }
}
