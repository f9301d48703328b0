import OnePwModel
import Testing

@testable import opq

@Suite("opq's command line")
struct OpQOptionsTests {
  @Test("knows which of its own options take a value")
  func knowsItsOptions() {
    // Lines such as `  --limit <number>   At most` and `  -h, --help`.
    let help = OpQRun(["--help"]).output
    var found: [String: Bool] = [:]
    for line in help.split(separator: "\n") where line.hasPrefix("  ") && line.contains("--") {
      let words = line.split(separator: " ")
      guard let place = words.firstIndex(where: { $0.hasPrefix("--") }), place < 2, words[0].hasPrefix("-") else {
        continue
      }
      found[String(words[place].dropFirst(2))] = place + 1 < words.count && words[place + 1].hasPrefix("<")
    }
    #expect(Set(found.filter { !$0.value }.keys) == CommandLineOrder.flags)
    #expect(Set(found.filter { $0.value }.keys) == CommandLineOrder.valued)
  }

  @Test("leaves the built-in queries' parameters their names", arguments: OnePwModel.queryNames)
  func parametersCanBeGiven(name: String) throws {
    let names = try #require(OnePwModel.query(named: name)).parameters.map(\.name)
    #expect(CommandLineOrder.reserved.isDisjoint(with: names))
  }

  @Test(
    "takes parameters and options in any order",
    arguments: [
      ("audit-events --limit 3 --user x", "--limit 3 audit-events -- --user x"),
      ("--uri u audit-events --user=x --full", "--uri u --full audit-events -- --user=x"),
      ("--min 5 brute-force", "brute-force -- --min 5"),
      ("--all --kind detection --since 24h", "--all --kind detection -- --since 24h"),
      ("brute-force --help", "--describe brute-force"), ("--help", "--help"), ("", ""),
      ("brute-force extra", "brute-force -- extra"), ("brute-force --min", "brute-force -- --min"),
    ])
  func arranges(typed: String, parsed: String) {
    #expect(CommandLineOrder(typed.split(separator: " ").map(String.init)).arranged.joined(separator: " ") == parsed)
  }

  @Test(
    "refuses two questions at a time",
    arguments: [
      "brute-force --file mine.json", "events --file mine.json --follow", "--all --kind detection brute-force",
      "--all --kind detection --file mine.json", "--describe brute-force mass-sharing", "--check mine.json brute-force",
      "--check mine.json --file mine.json", "brute-force --kind detection",
    ])
  func oneAtATime(line: String) {
    let run = OpQRun(line.split(separator: " ").map(String.init))
    #expect(run.status == 64 && run.output.isEmpty, "\(run.errors)")
  }
}
