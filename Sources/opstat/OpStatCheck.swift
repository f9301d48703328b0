internal import ArgumentParser
internal import Measuring
internal import Mongo
internal import OnePwModel
internal import ServerOptions
internal import ToolSupport

/// `opstat check`: one line and one status, as monitoring plugins have them.
struct OpStatCheck: Tool {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Compare one sample with limits, as a monitoring plugin does.",
    discussion: """
      Prints one line and ends with 0 (all is well), 1 (warning), 2 (critical) or 3 (unknown: no server, no right to \
      see, wrong options). A limit is the critical bound; two with a comma are the warning and the critical one. A \
      replica set's members and its primary are always looked at.
      """)

  @OptionGroup(title: "Connection") var connection: ConnectionOptions

  @Option(help: ArgumentHelp("How far members may be behind the primary.", valueName: "duration"))
  var maxLag: DurationLimit?
  @Option(help: ArgumentHelp("How old the newest event of each stream may be.", valueName: "duration"))
  var maxAge: DurationLimit?
  @Option(help: ArgumentHelp("How late events may arrive: the median of the latest 100.", valueName: "duration"))
  var maxArrivalLag: DurationLimit?
  @Option(
    help: ArgumentHelp("Streams to look at, instead of all three; may be repeated.", valueName: "collection"),
    completion: .list(OnePwModel.events.map(\.name)))
  var stream: [String] = []
  @Option(help: ArgumentHelp("How many of the connections may be in use, such as 80%.", valueName: "percent"))
  var maxConnections: ShareLimit?
  @Option(help: ArgumentHelp("How much of the cache may be unwritten, such as 20%.", valueName: "percent"))
  var maxCacheDirty: ShareLimit?
  @Flag(help: "No index or validator of the catalogue may be missing or changed. Others are no drift.")
  var drift = false
  @Option(help: ArgumentHelp("No index may have been without use for so long.", valueName: "duration"))
  var unused: DurationLimit?
  @Option(help: ArgumentHelp("How long to wait for a slow server.", valueName: "duration"))
  var timeout = Interval(milliseconds: 10_000)

  mutating func validate() throws {
    for name in stream where !OnePwModel.events.contains(where: { $0.name == name }) {
      let names = OnePwModel.events.map(\.name).joined(separator: ", ")
      throw ValidationError("--stream '\(name)' is no event collection; one of \(names)")
    }
  }

  mutating func run(_ streams: inout Streams) throws {
    let verdict = verdict(streams)
    streams.print(verdict.line)
    if verdict.severity != .ok { throw ToolError(.other(verdict.severity.rawValue)) }
  }

  private func verdict(_ streams: borrowing Streams) -> Verdict {
    let limits = limits
    do {
      var sampler = try Sampler(
        connection.address(in: streams.environment), database: connection.db, scope: limits.scope,
        patience: timeout.duration)
      return Verdict(limits.findings(in: try sampler.sample()))
    } catch {
      return Verdict(unknown: ToolError(error).message)
    }
  }

  private var limits: Limits {
    var limits = Limits()
    limits.lag = maxLag?.limit
    limits.age = maxAge?.limit
    limits.arrivalLag = maxArrivalLag?.limit
    limits.connections = maxConnections?.limit
    limits.cacheDirty = maxCacheDirty?.limit
    limits.drift = drift
    limits.unused = unused?.limit
    limits.streams = stream.isEmpty ? nil : Set(stream)
    return limits
  }
}
