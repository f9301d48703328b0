import BSON
import Testing

@Suite("A tool's manual page")
struct ManualPageTests {
  static let tools = ["opgen", "opload", "opidx", "opq", "opstat"]

  @Test("has every section that a reader looks for", arguments: tools)
  func sections(_ tool: String) throws {
    let wanted = ["NAME", "SYNOPSIS", "DESCRIPTION", "ENVIRONMENT", "FILES", "EXIT STATUS", "EXAMPLES", "SEE ALSO"]
    #expect(try ManualPage("\(tool).1").sections == wanted)
  }

  @Test("has an entry for every option of the tool, and for no other", arguments: tools)
  func options(_ tool: String) async throws {
    let help = try await Shell(server: false).run("\(tool) --experimental-dump-help")
    let command = try #require(BSONDocument(json: help.output)["command"]?.documentValue)
    #expect(try ManualPage("\(tool).1").options == options(of: command))
  }

  /// The long options of a command and of all its subcommands.
  private func options(of command: BSONDocument) -> Set<String> {
    var options: Set<String> = []
    for argument in command["arguments"]?.arrayValue ?? [] where argument.documentValue?["shouldDisplay"] != false {
      for name in argument.documentValue?["names"]?.arrayValue ?? [] {
        if name.documentValue?["kind"] == "long", let name = name.documentValue?["name"]?.stringValue {
          options.insert(name)
        }
      }
    }
    for subcommand in command["subcommands"]?.arrayValue ?? [] {
      guard let subcommand = subcommand.documentValue, subcommand["commandName"] != "help" else { continue }
      options.formUnion(self.options(of: subcommand))
    }
    return options
  }
}
