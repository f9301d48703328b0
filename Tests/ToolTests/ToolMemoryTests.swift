import BSON
import Testing

@Suite("The memory of a tool", .enabled(if: Shell.has("python3"), "needs python3"))
struct ToolMemoryTests {
  /// Runs `command`; gives the most memory that it took, in kB, and what it printed.
  private func peak(of command: String, in shell: Shell) async throws -> (kilobytes: Int, answer: Shell.Answer) {
    let answer = try await shell.run(
      """
      python3 -c '
      import resource, subprocess, sys
      status = subprocess.call(sys.argv[1:])
      open("peak", "w").write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
      sys.exit(status)' bash -c "exec \(command)"
      status=$?; cat peak >&2; exit $status
      """)
    return (try #require(Int(answer.errors.split(whereSeparator: \.isWhitespace).last.map(String.init) ?? "")), answer)
  }

  @Test(
    "that refuses millions of items of one line is some times the line's, not a multiple for each",
    arguments: ["1", "{}"])
  func refusedItems(item: String) async throws {
    let shell = try Shell(server: false)
    _ = try await shell.run("{ printf '[\(item)'; yes ',\(item)' | head -n 400000 | tr -d '\\n'; echo ']'; } > line")
    let (kilobytes, answer) = try await peak(of: "opload --dry-run < line", in: shell)
    #expect(answer.status == 65)
    #expect(try BSONDocument(json: answer.output)["refused"]?.intValue == 400_001)
    let line = (item.utf8.count + 1) * 400
    #expect(kilobytes < 64_000 + 20 * line, "\(kilobytes) kB")
  }

  @Test(
    "that reads a long array under a key of Extended JSON is what it is under any other",
    arguments: [#""$a":L"#, #""$oid":L"#, #""$binary":{"base64":L,"subType":"00"}"#])
  func wrappedArray(object: String) async throws {
    let shell = try Shell(server: false)
    func peak(_ object: String) async throws -> Int {
      _ = try await shell.run(
        """
        python3 -c '
        import sys
        print(sys.argv[1].replace("L", "[" + "0," * 400000 + "0]"))' '{"uuid":"U","actor_uuid":"A","x":{\(object)}}' > line
        """)
      return try await self.peak(of: "opload --dry-run < line", in: shell).kilobytes
    }
    let (plain, wrapped) = (try await peak(#""a":L"#), try await peak(object))
    #expect(wrapped < plain + 14_000, "\(plain) kB, \(wrapped) kB")
  }

  @Test("that writes a world does not depend on how many events it has")
  func manyEvents() async throws {
    let shell = try Shell(server: false)
    let options = "--seed 5 --threads 2 --end 2026-11-21T20:00:00Z"
    let (few, _) = try await peak(of: "opgen --audit 10 \(options) > /dev/null", in: shell)
    let (many, _) = try await peak(of: "opgen --audit 200000 \(options) > /dev/null", in: shell)
    // A byte for each event would be 200 kB; what is held for each thread is two megabytes.
    #expect(many < few + 8_000, "\(few) kB, \(many) kB")
  }
}
