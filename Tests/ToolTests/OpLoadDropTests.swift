import BSON
import OnePwModel
import TestServer
import Testing

@Suite("opload --drop", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct OpLoadDropTests {
  private static let ours = Set(OnePwModel.collections.map(\.name))
  private static let foreign: Set = ["notes", "users_of_another"]

  private let shell: OpIdxShell

  /// One old document in each of the nine collections and in two that are somebody else's.
  init() throws {
    shell = try OpIdxShell(TestServer.shared)
    for name in Self.ours.union(Self.foreign) {
      try shell.command(["insert": .string(name), "documents": [["_id": "old"]]])
    }
  }

  /// The collections that still hold what was there before.
  private func untouched() throws -> Set<String> {
    Set(
      try Self.ours.union(Self.foreign).filter { name in
        try shell.command(["count": .string(name), "query": ["_id": "old"]])["n"]?.intValue == 1
      })
  }

  private static let user = #"echo '{"uuid":"U","email":"u@x","name":"N","role":"member"}'"#

  @Test("drops all nine collections, and none that is somebody else's")
  func all() async throws {
    let answer = try await shell.run("\(Self.user) | opload --drop --yes")
    #expect(answer.status == 0 && answer.summary?["inserted"]?.intValue == 1, "\(answer.errors)")
    #expect(try untouched() == Self.foreign)
  }

  @Test("drops the one collection that is named, and no other")
  func one() async throws {
    let answer = try await shell.run("\(Self.user) | opload --drop --yes --collection users")
    #expect(answer.status == 0 && answer.summary?["inserted"]?.intValue == 1, "\(answer.errors)")
    #expect(try untouched() == Self.ours.union(Self.foreign).subtracting(["users"]))
  }

  @Test(
    "drops nothing for a load that cannot begin",
    arguments: [("--rejects missing/file --yes", 74), ("--rejects . --yes", 74), ("", 64), ("--dry-run --yes", 64)])
  func cannotBegin(options: String, status: Int32) async throws {
    // `setsid`: whoever runs the tests at a terminal is not to be asked.
    let answer = try await shell.run("\(Self.user) | setsid --wait opload --drop \(options)")
    #expect(answer.status == status, "\(answer.errors)")
    #expect(try untouched() == Self.ours.union(Self.foreign))
  }

  /// Runs `opload --drop` at a terminal of its own, and types `keys` once it asks.
  private func answering(_ keys: String) async throws -> OpIdxShell.Answer {
    try await shell.run(
      """
      \(Self.user) > lines; echo precious > rejects
      (until grep --quiet 'y/N' typescript; do sleep 0.1; done 2> /dev/null; printf '\(keys)'; sleep 1) |
        script --quiet --return --flush --command 'exec opload --drop --rejects rejects < lines' typescript > /dev/null
      status=$?; cat rejects typescript; exit $status
      """)
  }

  @Test(
    "asks at a terminal, and takes everything but a yes for a no",
    arguments: [("n\\n", 1), ("\\n", 1), ("yess\\n", 1), ("\\004", 1), ("\\003", 130)])
  func declined(keys: String, status: Int32) async throws {
    let answer = try await answering(keys)
    #expect(answer.status == status, "\(answer.output)")
    #expect(answer.output.contains("Drop all 9 collections of database \(shell.database)? [y/N]"))
    #expect(answer.output.hasPrefix("precious\n"))
    #expect(try untouched() == Self.ours.union(Self.foreign))
  }

  @Test("goes on after a yes", arguments: ["y\\n", "YES\\n"])
  func agreed(keys: String) async throws {
    let answer = try await answering(keys)
    #expect(answer.status == 0, "\(answer.output)")
    #expect(try untouched() == Self.foreign)
    #expect(try shell.command(["count": "users"])["n"]?.intValue == 1)
  }
}
