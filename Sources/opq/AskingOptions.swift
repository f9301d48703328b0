internal import ArgumentParser
internal import BSON
internal import ToolSupport

/// How a query is run.
struct AskingOptions: ParsableArguments {
  enum Order: String, ExpressibleByArgument, CaseIterable { case asc, desc }

  @Option(help: ArgumentHelp("At most this many records.", valueName: "number"))
  var limit: Int?

  @Option(help: ArgumentHelp("Oldest or newest first, for listings of events: asc or desc.", valueName: "order"))
  var order: Order?

  @Flag(help: "List all events of a finding and all members of a set, not up to 20.")
  var full = false

  @Option(
    help: ArgumentHelp("Longest time that the server may take; 0s for no limit (default: 60s).", valueName: "duration"),
    transform: DurationExpression.argument)
  var timeout = DurationExpression(milliseconds: 60_000)

  @Flag(name: .customLong("fail-on-match"), help: "Leave with status 1 when there is an answer.")
  var failOnMatch = false

  init() {}

  var timeoutMilliseconds: Int64? { timeout.milliseconds == 0 ? nil : timeout.milliseconds }

  mutating func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes a whole number of at least 1, not '\(limit)'") }
  }
}
