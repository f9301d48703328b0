import BSON
import Glibc
import TestServer
import Testing

@testable import Indexing

@Suite("What a server can do", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct ServerAbilitiesTests {
  private let server = TestServer.shared
  private let database = TestServer.shared.freshDatabase()

  private func takes(_ command: BSONDocument) -> Bool { (try? server.command(command, on: database)) != nil }

  /// Each ability is tried. `make check-servers` asks for the row of its table in `ONEPW_SUPPORT_ROW`.
  @Test("is what the table says of its version")
  func abilities() throws {
    let info = try server.command(["buildInfo": 1])
    let version = (info["versionArray"]?.arrayValue ?? []).compactMap(\.intValue)
    let abilities = ServerAbilities(version: version)
    func index(_ options: BSONDocument) -> BSONDocument {
      let spec = BSONDocument([("key", ["a": 1] as BSONValue)] + options.map { ($0.key, $0.value) })
      return ["createIndexes": "things", "indexes": [.document(spec)]]
    }
    #expect(takes(index(["name": "plain"])))
    #expect(takes(index(["name": "sparse", "sparse": true])) == abilities.allowsSameKeysTwice)
    let expire: BSONDocument = ["collMod": "things", "index": ["name": "plain", "expireAfterSeconds": 3600]]
    #expect(takes(expire) == abilities.makesIndexExpire)
    let prepare: BSONDocument = ["collMod": "things", "index": ["name": "plain", "prepareUnique": true]]
    #expect(takes(prepare) == abilities.makesIndexUnique)

    guard let path = getenv("ONEPW_SUPPORT_ROW"), let file = fopen(path, "w") else { return }
    defer { fclose(file) }
    let unique =
      abilities.makesIndexUnique
      ? "in place" : abilities.allowsSameKeysTwice ? "a new index beside the old" : "a rebuild, with `--yes`"
    let expiring = abilities.makesIndexExpire ? "in place" : "a new index"
    fputs("| \(info["version"]?.stringValue ?? "") | \(unique) | \(expiring) |", file)
  }
}
