import BSON
import Foundation
import TestServer
import Testing

/// What a user may write behind the question mark, and what the server then sees.
@Suite("An option of the connection string", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct ConnectionStringTests {
  private static let database = "options"
  private static let lines = "opgen --audit 1000 --end 2026-11-21T20:00:00Z"

  /// A shell whose tools find `uri` with these options.
  private func shell(_ uri: String, _ options: String) throws -> Shell {
    var shell = try Shell(server: false)
    let (hosts, others) = (uri.prefix { $0 != "?" }, uri.split(separator: "?").dropFirst())
    let path = (hosts.hasSuffix("/") ? "" : "/") + Self.database
    shell.variables["MONGODB_URI"] = "\(hosts)\(path)?" + ([options] + others.map(String.init)).joined(separator: "&")
    return shell
  }

  @Test("compresses what is sent and what is answered", arguments: ["zlib", "snappy", "zstd"])
  func compressors(name: String) async throws {
    let server = try TestServer.start()
    defer { server.stop() }
    let answer = try await shell(server.uri, "compressors=\(name)").run(
      "\(Self.lines) | opload > /dev/null; opq audit-events --since 2020-01-01 | sort -u | wc -l")
    #expect(answer.output == "1000\n", "\(answer.errors)")
    let compression = try server.command(["serverStatus": 1]).value(at: "network.compression.\(name)")?.documentValue
    // As the server sees it: what it was sent, and what it sent.
    let received = compression?.value(at: "decompressor.bytesOut")?.intValue ?? 0
    let sent = compression?.value(at: "compressor.bytesIn")?.intValue ?? 0
    #expect(received > 300_000 && sent > 300_000, "\(compression?.jsonString() ?? "nothing")")
  }

  @Test("that names no compressor there is changes nothing")
  func unknownCompressor() async throws {
    let answer = try await shell(TestServer.shared.uri, "compressors=nonsense").run("echo '{' | opload")
    #expect(answer.status == 65 && answer.errors.split(separator: "\n").count == 1, "\(answer.errors)")
  }

  @Test("cannot make a load unacknowledged", arguments: ["w=0", "w=0&journal=false", "w=1&wtimeoutMS=1"])
  func unacknowledged(options: String) async throws {
    let server = try TestServer.start()
    defer { server.stop() }
    let answer = try await shell(server.uri, options).run("\(Self.lines) | opload && \(Self.lines) | opload")
    #expect(answer.status == 0, "\(answer.errors)")
    let summaries = try answer.output.split(separator: "\n").map { try BSONDocument(json: String($0)) }
    try #require(summaries.count == 2)
    #expect(summaries[0]["inserted"]?.intValue == 1000 && summaries[1]["duplicate"]?.intValue == 1000)
  }

  @Test("reaches the server: the program's name and the read concern, but no writes that the driver would repeat")
  func reachesTheServer() async throws {
    let set = try ReplicaSet.start(members: 1)
    defer { set.stop() }
    try set.primary().command(["profile": 2], on: Self.database)
    let answer = try await shell(set.uri, "appName=siem&readConcernLevel=majority&retryWrites=true").run(
      "\(Self.lines) | opload && opq audit-events --since 2020-01-01 && opq brute-force && opidx && opstat")
    #expect(answer.status == 0, "\(answer.errors)")
    let find: BSONDocument = ["find": "system.profile", "filter": ["appName": "siem"], "batchSize": 10_000]
    let entries = try set.primary().command(find, on: Self.database).value(at: "cursor.firstBatch")?.arrayValue ?? []
    let commands = entries.compactMap { $0.documentValue?["command"]?.documentValue }
    let inserts = commands.filter { $0.keys.first == "insert" }
    #expect(!inserts.isEmpty && inserts.allSatisfy { $0["txnNumber"] == nil })
    let reads = commands.filter { $0.keys.first == "aggregate" }
    #expect(!reads.isEmpty)
    #expect(
      reads.allSatisfy { $0.value(at: "readConcern.level")?.stringValue == "majority" },
      "\(reads.first { $0.value(at: "readConcern.level") == nil }?.jsonString() ?? "")")
  }

  @Test("is not even read behind a database whose name is too long")
  func longDatabase() async throws {
    var shell = try Shell()
    shell.variables["MONGODB_URI"] = TestServer.shared.uri + "/" + String(repeating: "d", count: 64)
    for command in ["opload < /dev/null", "opidx", "opq audit-events", "opstat"] {
      let answer = try await shell.run(command)
      #expect(answer.status == 64 && answer.errors.contains("63 bytes"), "\(command): \(answer.errors)")
    }
  }

  @Test("sets for how long a server is waited for that takes connections and says nothing")
  func connectTimeout() async throws {
    let proxy = try FaultyProxy(to: TestServer.shared.port)
    defer { proxy.close() }
    proxy.hold()
    // Longer than the four seconds without the option.
    let options = "connectTimeoutMS=7000&serverSelectionTimeoutMS=1000"
    let start = ContinuousClock.now
    let answer = try await shell("mongodb://127.0.0.1:\(proxy.port)", options).run("opq audit-events")
    #expect(answer.status == 69 && answer.errors.split(separator: "\n").count == 1, "\(answer.errors)")
    #expect(ContinuousClock.now - start >= .seconds(7))
  }

  @Test(
    "brings every tool to every member through TLS, with a certificate of its own",
    .enabled(if: Shell.has("openssl"), "needs openssl"))
  func certificates() async throws {
    let authority = try await authority()
    // To become a set they speak plainly, as the tests do; then no more.
    let set = try ReplicaSet.start(arguments: preferringTLS(authority))
    defer { set.stop() }
    for member in set.members { try member.command(["setParameter": 1, "tlsMode": "requireTLS"]) }
    #expect(throws: TestServerError.self) { try set.members[0].command(["ping": 1]) }
    let options = "tls=true&tlsCAFile=\(authority.folder)/authority.pem&serverSelectionTimeoutMS=20000"
    let key = "tlsCertificateKeyFile=\(authority.folder)/client.pem"
    // Of an oplog's window only the member itself knows.
    let answer = try await shell(set.uri, "\(options)&\(key)").run(
      """
      opidx > /dev/null && \(Self.lines) | opload > /dev/null && opstat check > /dev/null &&
        opq audit-events --since 2020-01-01 | sort -u | wc -l && opstat --kind replica | grep -c '"window_seconds":[0-9]'
      """)
    #expect(answer.status == 0 && answer.output == "1000\n3\n", "\(answer.output)\(answer.errors)")
    for command in ["opidx", "opload", "opq audit-events", "opstat"] {
      let refused = try await shell(set.uri, options.replacing("20000", with: "1000")).run(command)
      #expect(refused.status == 69 && refused.errors.split(separator: "\n").count == 1, "\(command): \(refused.errors)")
    }
  }

  @Test(
    "logs every tool in by its certificate, and ends it when no user has that one",
    .enabled(if: Shell.has("openssl"), "needs openssl"))
  func certificateLogin() async throws {
    let authority = try await authority()
    let server = try TestServer.start(arguments: preferringTLS(authority))
    defer { server.stop() }
    let options = """
      authMechanism=MONGODB-X509&tls=true&tlsCAFile=\(authority.folder)/authority.pem\
      &tlsCertificateKeyFile=\(authority.folder)/client.pem
      """
    for command in ["opidx", "opload", "opq audit-events", "opstat"] {
      let refused = try await shell(server.uri, options).run(command)
      #expect(refused.status == 77, "\(command): \(refused.errors)")
      #expect(
        refused.errors.split(separator: "\n").count == 1
          && refused.errors.contains("127.0.0.1:\(server.port): the user name or the password is wrong"),
        "\(command): \(refused.errors)")
    }
    // The server speaks plainly too, and lets everybody make users.
    try server.command(["createUser": "CN=127.0.0.1,O=client", "roles": []], on: "$external")
    for command in ["opidx", "opload", "opq audit-events", "opstat"] {
      let answer = try await shell(server.uri, options).run(command)
      #expect(answer.status == 0, "\(command): \(answer.errors)")
    }
  }

  /// A folder with an authority's certificate, and a server's and a client's that it has signed.
  private func authority() async throws -> Shell {
    let authority = try Shell(server: false)
    let made = try await authority.run(
      """
      set -e
      new="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
      openssl req -x509 -subj '/CN=the authority' -days 2 $new -keyout authority.key -out authority.pem
      for name in server client; do
        openssl req -new -subj "/O=$name/CN=127.0.0.1" -addext subjectAltName=IP:127.0.0.1 $new -keyout $name.key -out $name.request
        openssl x509 -req -in $name.request -copy_extensions copy -days 2 -CA authority.pem -CAkey authority.key \\
          -CAcreateserial -out $name.signed
        cat $name.key $name.signed > $name.pem
      done
      """)
    try #require(made.status == 0, "\(made.errors)")
    return authority
  }

  /// A server with the authority's certificate that also speaks plainly.
  private func preferringTLS(_ authority: Shell) -> [String] {
    [
      "--tlsMode", "preferTLS", "--tlsCertificateKeyFile", "\(authority.folder)/server.pem",
      "--tlsCAFile", "\(authority.folder)/authority.pem",
    ]
  }
}
