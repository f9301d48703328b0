internal import ArgumentParser
internal import BSON
internal import ToolSupport

/// How a listing is read as a feed: in the order in which events arrived, each once.
struct FeedOptions: ParsableArguments {
  @Option(
    name: .customLong("cursor-file"),
    help: ArgumentHelp(
      "Go on after the cursor in this file, and replace it once the output was accepted. Order is that of arrival.",
      valueName: "file"), completion: .file())
  var cursorFile: String?

  @Option(help: ArgumentHelp("Go on after this cursor, as --print-cursor printed it.", valueName: "cursor"))
  var cursor: String?

  @Flag(name: .customLong("print-cursor"), help: "Print the next cursor on standard error.")
  var printCursor = false

  @Flag(help: "Wait for further events, until SIGINT or SIGTERM.")
  var follow = false

  @Option(
    help: ArgumentHelp(
      "Stay this long behind, so that what is still being loaded is not missed (default: 5s).",
      valueName: "duration"), transform: DurationExpression.argument)
  var lag = DurationExpression(milliseconds: 5000)

  @Option(
    help: ArgumentHelp("With --follow: look this often (default: 1s).", valueName: "duration"),
    transform: DurationExpression.argument)
  var interval = DurationExpression(milliseconds: 1000)

  var isWanted: Bool { cursorFile != nil || cursor != nil || printCursor || follow }

  mutating func validate() throws {
    if cursor != nil && cursorFile != nil {
      throw ValidationError("--cursor and --cursor-file both say where to go on")
    }
  }
}
