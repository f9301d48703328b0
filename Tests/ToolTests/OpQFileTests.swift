import BSON
import Glibc
import TestServer
import Testing

@testable import opq

@Suite("opq's users' own queries", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct OpQFileTests {
  private let folder = try! temporaryFolder()

  private func write(_ text: String, as name: String) -> String {
    let path = "\(folder)/\(name)"
    let file = fopen(path, "w")
    fputs(text, file)
    fclose(file)
    return path
  }

  private let mine = """
    {"name": "mine", "summary": "Mine.", "collection": "users", "kind": "directory",
     "parameters": {"role": {"type": "text", "optional": true, "help": "Role."}},
     "pipeline": [{"$match": {"role": {"$given": "role"}}}, {"$sort": {"uuid": 1}}, {"$project": {"_id": 0}}]}
    """

  @Test("run from a file and from a folder, where theirs wins and says so")
  func run() throws {
    let server = TestServer.shared
    let database = server.freshDatabase()
    try server.command(
      ["insert": "users", "documents": [["uuid": "A", "role": "admin"], ["uuid": "B", "role": "guest"]]], on: database)
    let connection = ["--uri", server.uri, "--db", database]
    let path = write(mine, as: "mine.json")
    #expect(OpQRun(["--file", path] + connection).texts("uuid") == ["A", "B"])
    #expect(OpQRun(["--file", path, "--role", "guest"] + connection).texts("uuid") == ["B"])
    #expect(OpQRun(["--file", path, "--rol", "guest"]).errors.contains("did you mean --role?"))

    let own = ["ONEPW_QUERIES": folder]
    #expect(OpQRun(["mine", "--role", "admin"] + connection, environment: own).texts("uuid") == ["A"])
    _ = write(mine.replacing("\"mine\"", with: "\"brute-force\""), as: "brute-force.json")
    #expect(OpQRun(["brute-force"] + connection, environment: own).texts("uuid") == ["A", "B"])
    #expect(
      OpQRun(["--describe", "brute-force"], environment: own).output.contains("used instead of the built-in query"))
    #expect(OpQRun([], environment: own).texts("name").contains("mine"))
  }

  @Test("bound what --limit takes")
  func limit() throws {
    let path = write(
      mine.replacing(
        "\"parameters\": {",
        with: "\"parameters\": {\"limit\": {\"type\": \"int\", \"default\": 2, \"maximum\": 3, \"help\": \"Few.\"}, "),
      as: "few.json")
    let connection = ["--uri", TestServer.shared.uri, "--db", TestServer.shared.freshDatabase()]
    #expect(OpQRun(["--check", path]).status == 0)
    #expect(OpQRun(["--file", path, "--limit", "3"] + connection).status == 0)
    for more in [[], ["--print-cursor"]] {
      let run = OpQRun(["--file", path, "--limit", "4"] + more + connection)
      #expect(run.status == 64)
      #expect(run.errors == "opq: --limit takes a whole number from 1 to 3, not '4'.\n")
    }
  }

  @Test("take e-mail addresses for users, in lists too")
  func users() throws {
    let server = TestServer.shared
    let database = server.freshDatabase()
    try server.command(
      [
        "insert": "users",
        "documents": [
          ["uuid": "A", "email": "a@example.com"], ["uuid": "B", "email": "b@example.com"], ["uuid": "C"],
        ],
      ], on: database)
    let path = write(
      """
      {"name": "who", "summary": "Who.", "collection": "users", "kind": "directory",
       "parameters": {"who": {"type": "list", "optional": true, "resolve": "user", "help": "Who."}},
       "pipeline": [{"$match": {"uuid": {"$in": {"$given": "who"}}}}, {"$sort": {"uuid": 1}}]}
      """, as: "who.json")
    let base = ["--file", path, "--uri", server.uri, "--db", database]
    #expect(OpQRun(base + ["--who", "b@example.com,C"]).texts("uuid") == ["B", "C"])
    let list = write("a@example.com\nb@example.com\n", as: "who.txt")
    #expect(OpQRun(base + ["--who", "@\(list)"]).texts("uuid") == ["A", "B"])
    let unknown = OpQRun(base + ["--who", "C,d@example.com"])
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("--who: no user with the e-mail address d@example.com"))
  }

  @Test("take no longer than --timeout, explained or not", arguments: [["--explain"], []])
  func slow(_ options: [String]) throws {
    let server = TestServer.shared
    let database = server.freshDatabase()
    let users = (0..<100).map { ["_id": BSONValue($0)] as BSONValue }
    try server.command(["insert": "users", "documents": .array(users)], on: database)
    let path = write(
      """
      {"name": "slow", "summary": "Slow.", "collection": "users", "kind": "quality", "parameters": {}, "pipeline": [{"$match":
       {"$expr": {"$function": {"body": "function() { sleep(300); return true; }", "args": [], "lang": "js"}}}}]}
      """, as: "slow.json")
    let run = OpQRun(["--file", path, "--timeout", "1s", "--uri", server.uri, "--db", database] + options)
    #expect(run.status == 75 && run.output.isEmpty, "\(run.output) \(run.errors)")
  }

  @Test("are checked before they run")
  func check() {
    let hidden = write(mine.replacing("\"role\":", with: "\"format\":"), as: "hidden.json")
    #expect(OpQRun(["--check", hidden]).status == 1)
    #expect(OpQRun(["--check", hidden]).errors.contains("'format' can never be given: --format is an option of opq"))
    #expect(OpQRun(["--check", write(mine, as: "good.json")]).status == 0)
    let writing = write(mine.replacing("{\"$sort\": {\"uuid\": 1}}", with: "{\"$out\": \"users\"}"), as: "bad.json")
    let checked = OpQRun(["--check", writing])
    #expect(checked.status == 1)
    #expect(checked.errors == "\(writing): the pipeline writes: $out is refused\n")
    let run = OpQRun(["--file", writing])
    #expect(run.status == 65)
    #expect(run.errors.contains("$out is refused"))
    let doubtful = write(mine.replacing("\"users\"", with: "\"user\""), as: "doubtful.json")
    #expect(OpQRun(["--check", doubtful]).status == 1)
    #expect(
      OpQRun(["--check", doubtful]).errors
        == "\(doubtful): onepw-events(5) has no collection 'user'; did you mean users?\n")
    #expect(OpQRun(["--file", doubtful, "--uri", TestServer.shared.uri]).status == 0)
    #expect(OpQRun(["--check", "\(folder)/absent.json"]).status == 74)
    #expect(OpQRun(["--check", write("{", as: "torn.json")]).errors.contains("not JSON, at byte 2"))
  }
}
