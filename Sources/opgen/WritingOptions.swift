internal import ArgumentParser
internal import Glibc
internal import Simulation

/// How the world is written.
struct WritingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Only the I-th of N parts; all parts together are the whole, byte for byte.", valueName: "I/N"))
  var slice: String?
  @Option(help: "Threads. (default: the number of processors)") var threads: Int?
  @Flag(help: "One stream by time instead of the event collections one after the other.") var merge = false
  @Flag(name: .customLong("extended-json"), help: "Dates as Extended JSON v2 writes them, for mongoimport and mongosh.")
  var extendedJSON = false

  @Option(help: ArgumentHelp("Share of events that come again under the same uuid, 0 to 1.", valueName: "share"))
  var duplicates = 0.0
  @Option(help: ArgumentHelp("Share of usages that come behind the others of their 64, below 1.", valueName: "share"))
  var late = 0.0
  @Flag(help: "Leave out some locations, coordinates and details, as real feeds do.") var sparse = false
  @Option(
    help: ArgumentHelp(
      "Version of the events' shape: v1, or v2 with account_uuid and actor_details.", valueName: "version"),
    completion: .list(["v1", "v2"]))
  var api = "v1"
  @Option(help: ArgumentHelp("Events as API pages of so many, a page a line.", valueName: "n")) var pages: Int?

  /// What the lines are to look like.
  var feed: Feed {
    var feed = Feed()
    feed.isExtended = extendedJSON
    feed.duplicates = Int((duplicates * 1_000_000).rounded())
    feed.late = Int((late * 1_000_000).rounded())
    feed.isSparse = sparse
    feed.isSecondVersion = api == "v2"
    feed.page = pages ?? 0
    return feed
  }

  /// The options given that say how events are written.
  var changesOfEvents: [String] {
    let given = [
      ("--merge", merge), ("--duplicates", duplicates > 0), ("--late", late > 0), ("--sparse", sparse),
      ("--api", api != "v1"), ("--pages", pages != nil),
    ]
    return given.filter(\.1).map(\.0)
  }

  func validate() throws {
    guard (0...1).contains(duplicates) else { throw ValidationError("--duplicates must lie between 0 and 1") }
    // With all of them late, none would stand behind another.
    guard (0..<1).contains(late) else { throw ValidationError("--late must lie between 0 and 1, and be less than 1") }
    guard ["v1", "v2"].contains(api) else { throw ValidationError("--api takes v1 or v2, not '\(api)'") }
    if let pages {
      guard (1...1000).contains(pages) else { throw ValidationError("--pages takes 1 to 1000, as the API does") }
      if merge { throw ValidationError("--pages and --merge exclude each other: a page holds one stream") }
    }
    if let slice, Self.part(slice) == nil {
      throw ValidationError("--slice takes I/N with 1 <= I <= N, such as 2/8, not '\(slice)'")
    }
    if let threads, !(1...256).contains(threads) { throw ValidationError("--threads must lie between 1 and 256") }
  }

  /// The slice, counted from 0; the whole by default.
  var part: (index: Int, count: Int) { slice.flatMap(Self.part) ?? (0, 1) }

  var threadCount: Int { threads ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  private static func part(_ text: String) -> (index: Int, count: Int)? {
    let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let index = numbers[0], let count = numbers[1] else { return nil }
    guard count >= 1, count <= 1_000_000, (1...count).contains(index) else { return nil }
    return (index - 1, count)
  }
}
