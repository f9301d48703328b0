import BSON
import Foundation
import TestServer
import Testing
import ToolSupport

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

  @Test("is in no output when the connection string stands where it does not belong")
  func misplaced() async throws {
    let uri = "'mongodb://user:geheim@127.0.0.1:1/'"
    for command in Self.commands {
      for place in [uri, "--url=\(uri)", "--db \(uri)", "--format \(uri)", "--workers \(uri)"] {
        let answer = try await Shell(server: false).run("\(command) \(place)")
        #expect(!(answer.output + answer.errors).contains("geheim"), "\(command) \(place)")
        #expect(answer.status == (command.hasPrefix("opstat check") ? 3 : 64), "\(command) \(place): \(answer.errors)")
      }
    }
  }

  @Test(
    "is taken out of what is said, and the rest is kept",
    arguments: [
      ("no 'mongodb://u:geheim@a/b' here", "no 'mongodb://***@a/b' here"),
      ("mongodb+srv://u:geh@eim/@a, mongodb://b/", "mongodb+srv://***@a, mongodb://b/"),
      ("mongodb://[::1]:1/ and a@b", "mongodb://[::1]:1/ and a@b"), ("a@b", "a@b"), ("", ""),
      ("expected mongodb://[user:password@]host", "expected mongodb://[user:password@]host"),
    ])
  func masking(text: String, said: String) {
    #expect(text.withoutCredentials == said)
  }
}
