/// A world that goes on in real time: a day is planned ahead, and what has become due is written when it is asked for.
package final class LiveWorld {
  private let parameters: WorldParameters
  private let rate: Double
  private let streams: [WorldCollection]
  private let hasSessions: Bool
  private let feed: Feed
  private var world: World
  private var press: Press
  private var written: Milliseconds
  /// The longest part that is written at once, some 5,000 events: a reader that is behind costs no memory.
  private let part: Milliseconds

  /// - Parameters:
  ///   - parameters: Seed, sizes of directories and failure rate; the three streams' sizes give their ratio.
  ///   - selection: Which event streams are written, and whether sessions are.
  ///   - rate: Events a second, all selected streams together; one a day at least.
  package init(
    _ parameters: WorldParameters, _ selection: [WorldCollection], rate: Double, feed: Feed, now: Milliseconds
  ) throws(WorldError) {
    self.parameters = parameters
    self.rate = rate
    self.feed = feed
    streams = selection.filter(WorldCollection.events.contains)
    hasSessions = selection.contains(.sessions)
    world = try Self.plan(of: parameters, streams, from: now, rate)
    press = Press(world, feed: feed)
    written = now
    part = max(50, Milliseconds(min(Double(minute), 5_000_000 / rate)))
  }

  private static func plan(
    of parameters: WorldParameters, _ streams: [WorldCollection], from now: Milliseconds, _ rate: Double
  ) throws(WorldError) -> World {
    var parameters = parameters
    let total = streams.reduce(0) { $0 + parameters.size($1) }
    guard total > 0 else { throw WorldError(message: "there is nothing to go on with: every stream has the size 0") }
    let daily = rate * 86_400
    guard daily >= 1 else { throw WorldError(message: "a rate must come to one event a day at least, such as 0.05/h") }
    let share = daily / Double(total)
    let largest = streams.max { parameters.size($0) < parameters.size($1) }
    // A stream that is not written is still there, but no larger than those that are: others' events need its sessions.
    func scaled(_ stream: WorldCollection) -> Int {
      let size = streams.contains(stream) ? parameters.size(stream) : min(parameters.size(stream), total)
      return Int(min(Double(size) * share, Double(WorldParameters.mostEvents)))
    }
    (parameters.sizes.audit, parameters.sizes.usages, parameters.sizes.signIns) = (
      scaled(.audit), scaled(.usages), scaled(.signIns)
    )
    // What rounding left goes to the largest stream, so that the day has all its events.
    let rest = Int(daily.rounded()) - streams.reduce(0) { $0 + parameters.size($1) }
    switch largest {
    case .audit: parameters.sizes.audit += rest
    case .usages: parameters.sizes.usages += rest
    default: parameters.sizes.signIns += rest
    }
    parameters.end = now + day
    parameters.days = 1
    parameters.isLive = true
    return try World(parameters)
  }

  /// What happened since the last call, in order of time: the sessions that were opened, then the events. After a pause
  /// it takes several calls, of a minute or of some 5,000 events, until `isCurrent`.
  package func due(at now: Milliseconds) throws(WorldError) -> (sessions: [UInt8], events: [UInt8], isCurrent: Bool) {
    let until = min(now, world.end, written + part)
    guard until > written else { return ([], [], true) }
    let opened = world.count(.sessions, before: written)..<world.count(.sessions, before: until)
    let sessions = hasSessions ? Array(press.text(of: .run(.sessions, lines: opened))) : []
    let events = Array(press.text(of: .merged(streams, from: written, to: until)))
    written = until
    if until == world.end {
      world = try Self.plan(of: parameters, streams, from: until, rate)
      press = Press(world, feed: feed)
    }
    return (sessions, events, until == now)
  }
}
