import BSON
import Glibc
import Mongo
import OnePwModel
import Synchronization
import TestServer

@testable import Loading

/// One load in this process, from text in a pipe into a database of its own.
struct LoadRun {
  let report: LoadReport
  let said: [String]

  var tally: Tally { report.tally }

  /// - Parameters:
  ///   - uri: nil for a dry run.
  ///   - pace: Called before each piece is written, with how many bytes have been; may sleep, may kill servers.
  init(
    _ text: [UInt8], into database: String = "none", at uri: String?, rejects: String? = nil, piece: Int = 1 << 16,
    pace: (@Sendable (Int) -> Void)? = nil, configure: (inout LoadOptions) -> Void = { _ in }
  ) throws {
    var options = LoadOptions(database: database)
    options.isDryRun = uri == nil
    configure(&options)
    let said = Lines()
    let sink = try RejectSink(path: rejects, limit: options.maxRejects, say: { said.add($0) })
    var ends: [Int32] = [0, 0]
    // A server started meanwhile by another test must not hold the writing end open.
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { fatalError("socketpair: \(errno)") }
    let (reader, writer) = (ends[0], ends[1])
    let producer = DriverThread {
      signal(SIGPIPE, SIG_IGN)
      for start in stride(from: 0, to: text.count, by: piece) {
        pace?(start)
        let part = Array(text[start..<min(start + piece, text.count)])
        var sent = 0
        while sent < part.count {
          let count = part.withUnsafeBytes { write(writer, $0.baseAddress! + sent, part.count - sent) }
          guard count > 0 else { break }
          sent += count
        }
      }
      close(writer)
    }
    let loader = Loader(
      options, reading: reader, rejects: sink,
      connect: { () throws(MongoError) in
        try MongoClient(address: MongoAddress(uri ?? ""), applicationName: "tests", timeoutMilliseconds: 1_000)
      }, shouldStop: { false }, say: { said.add($0) })
    report = loader.run()
    close(reader)
    producer.join()
    sink.finish()
    self.said = said.all
  }

  init(
    _ text: [UInt8], into database: String, at uri: String?, configure: (inout LoadOptions) -> Void
  ) throws {
    try self.init(text, into: database, at: uri, pace: nil, configure: configure)
  }

  init(
    _ lines: [String], into database: String, at uri: String?, rejects: String? = nil,
    configure: (inout LoadOptions) -> Void = { _ in }
  ) throws {
    try self.init(
      Array((lines.joined(separator: "\n") + "\n").utf8), into: database, at: uri, rejects: rejects,
      configure: configure)
  }

  private final class Lines: Sendable {
    private let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }
  }
}

/// Lines of each kind, as small as they may be.
enum Sample {
  static func audit(_ uuid: String, at time: String = "2026-11-21T20:51:35.544Z", action: String = "create") -> String {
    #"{"uuid":"\#(uuid)","timestamp":"\#(time)","actor_uuid":"A","action":"\#(action)","object_type":"user"}"#
  }

  static func user(_ uuid: String, name: String = "N", email: String? = nil) -> String {
    #"{"uuid":"\#(uuid)","email":"\#(email ?? uuid + "@example.com")","name":"\#(name)","role":"member"}"#
  }
}

/// All documents of a collection, read past the room under test.
func stored(_ collection: String, _ database: String, _ server: TestServer) throws -> [BSONDocument] {
  var documents: [BSONDocument] = []
  var reply = try server.command(["find": .string(collection), "batchSize": 10_000, "sort": ["_id": 1]], on: database)
  while let cursor = reply["cursor"]?.documentValue {
    documents += (cursor["firstBatch"] ?? cursor["nextBatch"])?.arrayValue?.compactMap(\.documentValue) ?? []
    guard case .int64(let id)? = cursor["id"], id != 0 else { break }
    reply = try server.command(
      ["getMore": .int64(id), "collection": .string(collection), "batchSize": 10_000], on: database)
  }
  return documents
}
