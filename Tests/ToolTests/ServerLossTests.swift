import Foundation
import TestServer
import Testing

@Suite("A server that is lost", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct ServerLossTests {
  /// Enough events that an answer takes many replies, and a reader that is slow in taking them.
  @Test(
    "while opq streams is told, with a status: a short answer never looks like a whole one", arguments: Faults.rounds)
  func duringAnAnswer(round: Int) async throws {
    let server = try TestServer.start()
    defer { server.kill() }
    var shell = try Shell(server: false)
    shell.variables["MONGODB_URI"] = server.uri + "/lost?serverSelectionTimeoutMS=2000"
    shell.variables["SERVER"] = "\(try #require(server.processID))"
    let answer = try await shell.run(
      """
      opgen --audit 60000 | opload > /dev/null
      mkfifo pipe
      opq audit-events --since 400d > pipe & query=$!
      exec 3< pipe
      head -n 1000 <&3 > lines
      kill -KILL $SERVER
      cat <&3 >> lines
      wait $query; status=$?
      wc -l < lines; tail -c 1 lines | od -An -c
      exit $status
      """)
    #expect(answer.status == 75, "\(answer.errors)")
    #expect(answer.errors.split(separator: "\n").count == 1, "\(answer.errors)")
    let said = answer.output.split(whereSeparator: \.isWhitespace)
    #expect(Int(said[0])! < 60_000)
    // And what came is whole lines.
    #expect(said[1] == "\\n")
    Faults.record("opq: the server is killed in the middle of an answer; told by the status")
  }
}
