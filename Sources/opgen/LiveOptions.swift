internal import ArgumentParser
internal import Glibc
internal import RecordIO
internal import Simulation
internal import ToolSupport

/// Going on in real time.
struct LiveOptions: ParsableArguments {
  @Flag(help: "Go on from now in real time until stopped: the three streams and the sessions they open.") var follow =
    false
  @Option(help: ArgumentHelp("With --follow: events a second, minute or hour. (default: 50/s)", valueName: "n/unit"))
  var rate: String?
  @Option(help: ArgumentHelp("With --follow: stop after so many events.", valueName: "n")) var count: Int?

  func validate() throws {
    if let rate {
      guard let perSecond = Self.perSecond(rate), perSecond > 0, perSecond <= 100_000 else {
        throw ValidationError(
          "--rate takes a number and a unit, such as 50/s, 90/m or 10/h, up to 100000/s, not '\(rate)'")
      }
      if !follow { throw ValidationError("--rate needs --follow; without it everything is written at once") }
    }
    if let count, count < 0 { throw ValidationError("--count must not be negative") }
    if count != nil && !follow {
      throw ValidationError("--count needs --follow; without it each collection's option sets its size")
    }
  }

  private static func perSecond(_ rate: String) -> Double? {
    let parts = rate.split(separator: "/", omittingEmptySubsequences: false)
    let seconds = ["s": 1.0, "m": 60, "h": 3600]
    guard parts.count == 2, let number = Double(parts[0]), let unit = seconds[String(parts[1])] else { return nil }
    return number / unit
  }

  func run(
    _ parameters: WorldParameters, _ selection: [WorldCollection], _ feed: Feed, _ streams: inout Streams
  ) throws {
    let world: LiveWorld
    do throws(WorldError) {
      try parameters.validate(for: selection)
      let rate = rate.flatMap(Self.perSecond) ?? 50
      world = try LiveWorld(parameters, selection, rate: rate, feed: feed, now: Moment.now)
    } catch {
      throw ToolError(.usage, error.message)
    }
    var left = count ?? .max
    while left > 0 {
      if let signal = Signals.pending { throw ToolError(.interrupted(signal: signal)) }
      let due = try world.due(at: Moment.now)
      streams.output.append(due.sessions)
      var end = due.events.startIndex
      while left > 0, let newline = due.events[end...].firstIndex(of: 10) {
        end = newline + 1
        left -= 1
      }
      streams.output.append(due.events[..<end])
      // Whoever reads sees an event within a twentieth of a second.
      try streams.output.flush()
      if left > 0 && due.isCurrent { usleep(50_000) }
    }
  }
}
