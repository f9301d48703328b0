/// A world that goes on in real time: a day is planned ahead, and what has become due is written when it is asked for.
package final class LiveWorld {
  private let parameters: WorldParameters
  private let rate: Double
  private let feed: Feed
  private var world: World
  private var press: Press
  private var written: Milliseconds

  /// - Parameters:
  ///   - parameters: Seed, sizes of directories and failure rate; the three streams' sizes give their ratio.
  ///   - rate: Events a second, all streams together.
  package init(_ parameters: WorldParameters, rate: Double, feed: Feed, now: Milliseconds) throws(WorldError) {
    self.parameters = parameters
    self.rate = rate
    self.feed = feed
    world = try Self.plan(of: parameters, from: now, rate)
    press = Press(world, feed: feed)
    written = now
  }

  private static func plan(of parameters: WorldParameters, from now: Milliseconds, _ rate: Double) throws(WorldError)
    -> World
  {
    var parameters = parameters
    let streams = [parameters.sizes.audit, parameters.sizes.usages, parameters.sizes.signIns]
    let share = rate * 86_400 / Double(max(1, streams.reduce(0, +)))
    parameters.sizes.audit = Int(Double(streams[0]) * share)
    parameters.sizes.usages = Int(Double(streams[1]) * share)
    parameters.sizes.signIns = Int(Double(streams[2]) * share)
    parameters.end = now + day
    parameters.days = 1
    parameters.isLive = true
    return try World(parameters)
  }

  /// Everything that happened since the last call, in order of time: the sessions that were opened, then the events.
  package func due(at now: Milliseconds) throws(WorldError) -> (sessions: [UInt8], events: [UInt8]) {
    var (sessions, events): ([UInt8], [UInt8]) = ([], [])
    while written < now {
      let until = min(now, world.end)
      let opened = world.count(.sessions, before: written)..<world.count(.sessions, before: until)
      sessions += Array(press.text(of: .run(.sessions, opened)))
      events += Array(press.text(of: .merged(WorldCollection.events, from: written, to: until)))
      written = until
      if until == world.end {
        world = try Self.plan(of: parameters, from: until, rate)
        press = Press(world, feed: feed)
      }
    }
    return (sessions, events)
  }
}
