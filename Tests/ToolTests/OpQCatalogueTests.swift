import BSON
import Glibc
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
    for query in queries {
      for example in query.examples {
        let run = world.opq([query.name] + example.words + ["--explain"], in: world.whole)
        #expect(run.status == 0, "\(query.name): \(run.errors)")
        let plan = try #require(run.records.first)
        let name = "\(query.name) \(example.words)"
        // Data quality looks at everything, and an empty collection has no index to use.
        if query.kind != .quality { #expect(plan["collection_scan"] == false, "\(name)") }
        let isListing = query.kind == .events && plan["plan"]?.stringValue?.contains("$") == false
        if isListing { #expect(plan["blocking_sort"] == false, "\(name)") }
        let keys = try #require(plan["keys"]?.documentValue, "\(name)")
        let catalogue = try #require(OnePwModel.collection(named: query.collection)).indexes
        #expect(
          catalogue.contains { $0.keys.map { [$0.field] } == keys.keys.map { [$0] } }, "\(name): \(keys.jsonString())")
      }
    }
  }

  @Test("answers the same with its indexes and with none")
  func naturalOrder() throws {
    let now = world.end
    for query in queries {
      let arguments = try QueryArguments(query.examples.last?.words ?? [])
      let values = try arguments.values(for: query, now: now, file: { _ in [] })
      let pipeline = BoundQuery(query, values: values).pipeline.map(BSONValue.document)
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

  @Test("counts what the generated lines hold")
  func sums() throws {
    let start = BSONDate(milliseconds: world.end.milliseconds - 30 * 86_400_000)
    func inPeriod(_ collection: String) -> [BSONDocument] {
      world.events[collection, default: []].filter { event in
        guard let time = event["timestamp"]?.stringValue.flatMap({ BSONDate(rfc3339: $0) }) else { return false }
        return time >= start && time < world.end
      }
    }
    let attempts = inPeriod("sign_in_attempts")
    let failed = attempts.filter { !["success", "firewall_reported_success"].contains($0["category"]?.stringValue) }

    let countries = world.opq(["failed-sign-ins-by-country"] + world.period, in: world.whole).records
    let expected = Dictionary(grouping: failed) { $0["country"]?.stringValue ?? "" }.mapValues(\.count)
    #expect(countries.count == expected.count)
    for record in countries {
      #expect(record["failed_attempts"]?.intValue == expected[record["country"]?.stringValue ?? ""])
    }

    let audit = inPeriod("audit_events")
    let actors = Dictionary(grouping: audit) { $0["actor_uuid"]?.stringValue ?? "" }
    let busiest = world.opq(["most-active-users", "--limit", "10000"] + world.period, in: world.whole).records
    #expect(busiest.count == actors.count)
    for record in busiest {
      #expect(record["event_count"]?.intValue == actors[record.value(at: "user.uuid")?.stringValue ?? ""]?.count)
    }

    let metrics = try #require(world.opq(["compliance-metrics"] + world.period, in: world.whole).records.first)
    #expect(metrics["total_events"]?.intValue == audit.count)
    #expect(metrics["failed_logins"]?.intValue == failed.count)
    #expect(metrics["data_exports"]?.intValue == audit.count { $0["action"] == "export" })

    let listed = world.opq(["failed-sign-ins"] + world.period, in: world.whole)
    #expect(listed.texts("uuid").sorted() == failed.compactMap { $0["uuid"]?.stringValue }.sorted())
    #expect(listed.texts("timestamp") == listed.texts("timestamp").sorted(by: >))
  }

  @Test("finds failures that crowd into a window wherever it begins")
  func slidingWindow() throws {
    let window: Int64 = 6 * 3_600_000
    var times: [String: [Int64]] = [:]
    for event in world.events["sign_in_attempts", default: []] where event["category"] == "credentials_failed" {
      guard let user = event.value(at: "target_user.uuid")?.stringValue,
        let time = event["timestamp"]?.stringValue.flatMap({ BSONDate(rfc3339: $0) })
      else { continue }
      times[user, default: []].append(time.milliseconds)
    }
    let expected = times.filter { _, times in
      let times = times.sorted()
      return times.indices.dropFirst(2).contains { times[$0] - times[$0 - 2] <= window }
    }
    let found = world.opq(["brute-force", "--min", "3", "--window", "6h"] + world.period, in: world.whole)
    #expect(Set(found.texts("user.uuid")) == Set(expected.keys))
    #expect(!expected.isEmpty)
  }
}

/// Two databases filled by opgen and opload, and the lines that went in.
private struct World {
  let server = TestServer.shared
  let whole = TestServer.shared.freshDatabase()
  let streams = TestServer.shared.freshDatabase()
  let events: [String: [BSONDocument]]
  let end = BSONDate(milliseconds: BSONDate.now.milliseconds / 3_600_000 * 3_600_000)

  /// As a command line gives it: all that opgen wrote.
  var period: [String] {
    ["--since", BSONDate(milliseconds: end.milliseconds - 30 * 86_400_000).rfc3339, "--until", end.rfc3339]
  }

  func opq(_ arguments: [String], in database: String) -> OpQRun {
    OpQRun(arguments + ["--uri", server.uri, "--db", database])
  }

  init() {
    let people = ["--users", "60", "--devices", "150", "--vaults", "30", "--items", "500", "--sessions", "--locations"]
    let streams = ["--audit", "3000", "--usages", "2000", "--signins", "2000"]
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
