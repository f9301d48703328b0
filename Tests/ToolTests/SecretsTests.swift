import BSON
import Foundation
import Mongo
import RecordIO
import TestServer
import Testing
import ToolSupport

@testable import opgen
@testable import opidx
@testable import opload
@testable import opq
@testable import opstat

@Suite("A password", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct SecretsTests {
  /// Every way into a server that the tools have.
  private static let commands = [
    "opload --rejects rejects --progress", "opload --drop --yes", "opidx", "opidx plan", "opidx check", "opidx advise",
    "opidx drop", "opidx roles", "opq audit-events", "opq audit-events --explain", "opq audit-events --follow",
    "opstat", "opstat --queries", "opstat --watch 1s --count 1", "opstat check", "opstat check --drift",
  ]

  /// Runs every command with `uri` in the environment and as an option, and looks for the password in all that is written.
  private func expectSilence(_ uri: String, status: Int32) async throws {
    for command in Self.commands {
      let expected: Int32 = command.hasPrefix("opstat check") ? 3 : status
      for asOption in [false, true] {
        var shell = try Shell(server: false)
        if !asOption { shell.variables["MONGODB_URI"] = uri }
        let answer = try await shell.run(asOption ? "\(command) --uri '\(uri)'" : command, input: "{\"uuid\":1}\n{\n")
        #expect(answer.status == expected, "\(command): \(answer.errors)")
        #expect(!(answer.output + answer.errors).isEmpty, "\(command)")
        let files = try await shell.run("cat ./* 2> /dev/null")
        #expect(!(answer.output + answer.errors + files.output).contains("geheim"), "\(command)")
      }
    }
  }

  @Test("is in no output when the server is dead")
  func deadServer() async throws {
    try await expectSilence("mongodb://user:geheim@127.0.0.1:1/db?serverSelectionTimeoutMS=100", status: 69)
  }

  @Test("is in no output when it is wrong")
  func wrongPassword() async throws {
    let server = try TestServer.start(arguments: ["--auth"])
    defer { server.stop() }
    try server.command(["createUser": "user", "pwd": "another", "roles": ["root"]])
    try await expectSilence("mongodb://user:geheim@127.0.0.1:\(server.port)/db?authSource=admin", status: 77)
  }

  @Test(
    "is in no output when the connection string cannot be read",
    arguments: ["geheim/word", "p@geheim", "p@geheim/word"])
  func malformed(password: String) async throws {
    try await expectSilence("mongodb://user:\(password)@127.0.0.1:1/db?serverSelectionTimeoutMS=100", status: 64)
  }

  @Test("is in no output, no file, no log and no profile of the server when all goes well")
  func success() async throws {
    let server = try TestServer.start(arguments: ["--auth"])
    defer { server.stop() }
    try server.command(["createUser": "user", "pwd": "geheim", "roles": ["root"]])
    let uri = "mongodb://user:geheim@127.0.0.1:\(server.port)/db?authSource=admin"
    let client = try MongoClient(address: MongoAddress(uri), applicationName: "tests")
    let event = #"{"uuid":"E","actor_uuid":"A","action":"create","timestamp":"2026-11-01T00:00:00Z"}"# + "\n"
    for database in ["db", "admin"] { _ = try client.run(["profile": 2], in: database, doing: "profile") }
    for asOption in [false, true] {
      var shell = try Shell(server: false)
      if !asOption { shell.variables["MONGODB_URI"] = uri }
      let option = asOption ? " --uri '\(uri)'" : ""
      for command in [
        "opidx", "opidx plan", "opidx check", "opload --rejects rejects --progress", "opidx advise", "opidx roles",
        "opq audit-events --since 9999d", "opq audit-events --explain", "opq audit-events --print-pipeline",
        "opq --all --kind detection",
        "opq audit-events --cursor-file cursor --print-cursor", "opstat --queries", "opstat check --drift",
        "opstat --watch 1s --count 2 --output sample", "opload --drop --yes", "opidx drop --yes",
      ] {
        let answer = try await shell.run(command + option, input: event)
        #expect(answer.status == 0, "\(command): \(answer.errors)")
        #expect(!(answer.output + answer.errors).contains("geheim"), "\(command)")
      }
      let files = try await shell.run("cat ./*")
      #expect(files.output.contains("kind") && !files.output.contains("geheim"))
    }
    #expect(server.log.contains("opq") && !server.log.contains("geheim"))
    for database in ["db", "admin"] {
      let profile = try client.find([:], in: "system.profile", of: database, doing: "read the profile")
      #expect(database == "admin" || profile.contains { $0["appName"]?.stringValue == "opq" })
      #expect(!profile.contains { $0.jsonString().contains("geheim") })
    }
  }

  @Test("is in no output when the connection string stands where it does not belong")
  func misplaced() async throws {
    let uri = "'mongodb://user:geheim@127.0.0.1:1/'"
    let places = [
      uri, "--url=\(uri)", "--db \(uri)", "--format \(uri)", "--workers \(uri)", "'mongodb://user:geheim word@h/'",
      "--db 'mongodb://user:geheim'", "'mongodb://h/?tls=true&tlsCertificateKeyFilePassword=geheim'",
    ]
    for command in Self.commands {
      for place in places {
        let answer = try await Shell(server: false).run("\(command) \(place)")
        #expect(!(answer.output + answer.errors).contains("geheim"), "\(command) \(place)")
        #expect(answer.status == (command.hasPrefix("opstat check") ? 3 : 64), "\(command) \(place): \(answer.errors)")
      }
    }
  }

  @Test("is in no message, whatever it is made of and wherever it stands")
  func anywhere() throws {
    let tools: [any Tool.Type] = [OpGen.self, OpLoad.self, OpIdx.self, OpQ.self, OpStat.self]
    let server = TestServer.shared.uri + "/" + TestServer.shared.freshDatabase()
    let path = try temporaryFolder() + "/said"
    let input = open("/dev/null", O_RDONLY)
    defer { close(input) }
    func noise() -> String {
      // Of scalars: a delimiter before a combining mark, a joiner or behind a prepended mark is no character of its own.
      let scalars = " '\"@/:?&=%[]#,\\$`-\n\té\u{301}\u{200D}\u{600}".unicodeScalars
      return (0..<Int.random(in: 0...3)).map { _ in String(scalars.randomElement() ?? "'") }.joined()
    }
    for round in 0..<20 {
      let end = round % 3 == 0 ? "" : "@127.0.0.1:1/?serverSelectionTimeoutMS=1&connectTimeoutMS=1"
      let uri = "mongodb://\(noise())user\(noise()):\(noise())geheim\(noise())\(end)"
      var places = [
        [uri], ["--url=\(uri)"], ["-\(uri)"], ["--\(uri)"], ["--file", uri], ["--describe", uri], ["--check", uri],
        ["audit-events", uri], ["audit-events", "--since", uri], ["audit-events", "--\(uri)", "1"],
      ]
      for option in ["db", "format", "limit", "kind", "cursor", "cursor-file", "rejects", "output", "watch", "workers"]
      {
        places.append(["audit-events", "--\(option)", uri])
        places.append(["--\(option)", uri])
        places.append(["--\(option)=\(uri)"])
      }
      if !end.isEmpty { places.append(["--uri", uri]) }
      let arguments = places.randomElement() ?? []
      for tool in tools {
        let descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
        defer { close(descriptor) }
        var streams = Streams(
          output: Output(descriptor: descriptor), input: input, errors: descriptor, environment: ["MONGODB_URI": server]
        )
        _ = tool.main(arguments, &streams)
        let said = try String(contentsOfFile: path, encoding: .utf8)
        #expect(!said.contains("geheim"), "\(tool) \(arguments): \(said)")
      }
    }
  }

  @Test("that stands where it does not belong leaves the sentence about it whole")
  func advice() async throws {
    let answer = try await Shell(server: false).run(
      "opq audit-events 'mongodb://user:geheim@h/' --format 'mongodb://user:geh eim@h/'")
    #expect(answer.errors.contains("'mongodb:***'") && answer.errors.contains("See 'opq --help'."), "\(answer.errors)")
  }

  @Test(
    "is taken out of what is said, with the rest of the sentence, for none can tell where it ends",
    arguments: [
      ("no 'mongodb://u:geheim@a/b' here", "no 'mongodb:***"), ("mongodb://u:geheim", "mongodb:***"),
      ("mongodb+srv://u:geh@eim/@a, mongodb://b/", "mongodb+srv:***"), ("x mongodb://u:g'e @a/", "x mongodb:***"),
      ("mongodb://[u:geheim@a/", "mongodb:***"),
      ("mongodb://\u{301}u:geheim@a/", "mongodb:***"),
      ("mongodb://a/?x=geheim", "mongodb:***"), ("a@b", "a@b"), ("", ""),
      ("expected mongodb://[user:password@]host[:port]/[db]", "expected mongodb://[user:password@]host[:port]/[db]"),
      (
        "as mongodb://[user:password@]host[:port]/, not mongodb://u:p@a",
        "as mongodb://[user:password@]host[:port]/, not mongodb:***"
      ),
    ])
  func masking(text: String, said: String) {
    #expect(text.withoutCredentials == said)
  }
}
