import Foundation
import TestServer
import Testing

/// What all five tools have in common, each tried as a process.
@Suite("The tools' manners", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct MannersTests {
  private let event = #"{"uuid":"E","actor_uuid":"A","action":"create","timestamp":"2026-11-01T00:00:00Z"}"# + "\n"

  @Test("a closed pipe ends each quietly, by its signal")
  func closedPipe() async throws {
    for command in ["opgen --audit 10", "opload --progress", "opidx plan", "opq", "opstat"] {
      let answer = try await Shell().run(
        """
        mkfifo pipe
        exec 3<> pipe 4> pipe 3<&-
        \(command) >&4 2> errors
        echo "status $?"; grep -v documents errors
        """, input: event)
      #expect(answer.output == "status \(128 + SIGPIPE)\n", "\(command): \(answer.errors)")
    }
  }

  @Test(
    "a pipe that somebody made non-blocking gets everything however slowly it is read",
    .enabled(if: Shell.has("python3"), "needs python3"))
  func nonBlockingPipe() async throws {
    let shell = try Shell()
    let events = "opgen --audit 3000 --end 2026-11-21T20:00:00Z"
    _ = try await shell.run("\(events) | opload && opidx > /dev/null")
    for command in [events, "opq audit-events --since 2020-01-01"] {
      let answer = try await shell.run(
        """
        python3 -c '
        import os, subprocess, sys, time
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        child = subprocess.Popen(sys.argv[1:], stdout=writer)
        os.close(writer)
        time.sleep(2)
        while data := os.read(reader, 1 << 16): sys.stdout.buffer.write(data)
        sys.exit(child.wait())' \(command) > slowly && \(command) > plainly && cmp slowly plainly && wc -l < slowly
        """)
      #expect(answer.status == 0 && answer.output == "3000\n", "\(command): \(answer.errors)")
    }
  }

  @Test(
    "a terminal gets colour, but not who asks for none by NO_COLOR", .enabled(if: Shell.has("script"), "needs script"))
  func colour() async throws {
    let shell = try Shell()
    _ = try await shell.run("opload", input: event)
    for command in [
      "opq audit-events --since 9999d --format table", "opstat --format table", "opstat --kind server --format table",
    ] {
      func shown(_ variables: String) async throws -> String {
        try await shell.run("TERM=xterm \(variables) script --quiet --return --command '\(command)' typescript").output
      }
      let coloured = try await shown("NO_COLOR=")
      #expect(coloured.contains("\u{1B}["), "\(command)")
      let plain = try await shown("NO_COLOR=1")
      #expect(!plain.contains("\u{1B}["), "\(command)")
      #expect(plain.contains("\n"))
    }
  }

  @Test("opq's question that takes too long ends with 75, and says so")
  func timeout() async throws {
    let shell = try Shell()
    let slow = """
      {"name": "slow", "summary": "Slow.", "collection": "audit_events", "kind": "quality", "parameters": {}, "pipeline": [{"$match":
       {"$expr": {"$function": {"body": "function() { sleep(500); return true; }", "args": [], "lang": "js"}}}}]}
      """
    let answer = try await shell.run(
      """
      for number in $(seq 100); do echo '{"uuid":"E'$number'","actor_uuid":"A"}'; done | opload > /dev/null
      cat > slow.json
      opq --file slow.json --timeout 1s
      """, input: slow)
    #expect(answer.status == 75, "\(answer.errors)")
    #expect(answer.output.isEmpty && answer.errors.contains("Allow more time"), "\(answer.errors)")
  }

  @Test("the driver says nothing of its own, not even while it is loaded")
  func driver() async throws {
    for tool in ["opload", "opidx", "opq", "opstat"] {
      // What a killed process of the same number has left behind.
      let answer = try await Shell().run(
        """
        unset MONGOC_DISABLE_SHM
        sh -c ': > /dev/shm/mongoc-$$; echo $$; exec \(tool) --version' > said; rm /dev/shm/mongoc-$(head -n 1 said)
        """)
      #expect(answer.status == 0 && answer.errors.isEmpty, "\(answer.errors)")
    }
  }

  @Test("what a tool writes is what it was told to write, and what its manual says")
  func files() async throws {
    for (commands, files) in [
      ("opgen > /dev/null --audit 10 --scenario all --labels labels", ["labels"]),
      ("opload --rejects rejects --progress", ["rejects"]), ("opidx; opidx plan; opidx check; opidx advise", []),
      ("opq audit-events --cursor-file cursor", ["cursor", "cursor.lock"]),
      ("opstat --format openmetrics --output sample; opstat --watch 1s --count 2 --output sample", ["sample"]),
    ] {
      let shell = try Shell()
      let answer = try await shell.run(commands, input: event)
      #expect(answer.status == 0, "\(commands): \(answer.errors)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: shell.folder).sorted() == files, "\(commands)")
    }
  }

  @Test("a link leads opstat and opq to the file, which alone is replaced")
  func links() async throws {
    let answer = try await Shell().run(
      """
      mkdir folder; ln -s folder/sample folder/cursor .; touch folder/sample
      opstat --output sample && opq audit-events --cursor-file folder/cursor && opq audit-events --cursor-file cursor
      stat -c '%F' sample cursor; head -c 1 folder/sample; ls folder
      """)
    #expect(answer.output == "symbolic link\nsymbolic link\n{cursor\ncursor.lock\nsample\n", "\(answer.errors)")
  }

  @Test(
    "a link leads opstat and opq to the file that is not there yet",
    arguments: [
      ("ln -s $PWD/data/file link", "link"), ("ln -s ../data/file folder/link", "folder/link"),
      ("ln -s folder/second link; ln -s ../data/file folder/second", "link"),
    ])
  func linksToNothing(links: String, path: String) async throws {
    for (command, files) in [
      ("opstat --output", "data/file\n"), ("opq audit-events --cursor-file", "data/file\ndata/file.lock\n"),
    ] {
      let answer = try await Shell().run("mkdir data folder; \(links); \(command) \(path) && find * -type f | sort")
      #expect(answer.output == files, "\(command): \(answer.errors)")
    }
  }

  @Test(
    "a link that leads nowhere is an error and stays",
    arguments: [
      ("ln -s link link", "Too many levels of symbolic links"),
      ("ln -s nowhere/file link", "No such file or directory"),
    ])
  func linksNowhere(links: String, reason: String) async throws {
    for command in ["opstat --output", "opq audit-events --cursor-file"] {
      let answer = try await Shell().run("\(links); \(command) link; echo $?; ls")
      #expect(answer.output == "74\nlink\n", "\(command): \(answer.errors)")
      #expect(answer.errors.split(separator: "\n").count == 1 && answer.errors.contains(reason), "\(answer.errors)")
    }
  }

  @Test("a pipe or a device is written to by opstat, refused as a cursor file by opq, and stays")
  func devices() async throws {
    let answer = try await Shell().run(
      """
      mkfifo pipe
      cat pipe > got & opstat --kind database --output pipe; echo $?; wait; head -c 1 got; rm got
      opstat --output folder/ 2> /dev/null; echo $?
      opq audit-events --cursor-file pipe; echo $?
      ls; stat -c %F pipe
      """)
    #expect(answer.output == "0\n{74\n64\npipe\nfifo\n", "\(answer.errors)")
    #expect(answer.errors.contains("pipe is no regular file"))
  }
}
