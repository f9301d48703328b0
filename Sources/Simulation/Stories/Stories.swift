/// Scenarios made concrete for one world: their events, what is true of them, and who has to be quiet meanwhile.
package struct Stories: Sendable {
  /// An event of a story: its line, and where it belongs.
  struct Event: Sendable {
    let collection: WorldCollection
    let time: Milliseconds
    let line: [UInt8]
  }

  private(set) var events: [Event] = []
  private(set) var silences = Silences()
  package private(set) var labels: [Label] = []

  package static let none = Stories()

  private init() {}

  /// Plays each scenario as often as requested, and as many near misses. The world is the one they are to be part of,
  /// without them.
  package init(_ requests: [ScenarioRequest], in world: World, isExtended: Bool) throws(WorldError) {
    var cast = Cast(world)
    var told: [String: [Label]] = [:]
    // Whatever the order on the command line: the same scenarios give the same bytes.
    for scenario in Scenario.casting {
      guard let request = requests.last(where: { $0.scenario == scenario.name }) else { continue }
      for number in 0..<request.count {
        for isNearMiss in [false, true] {
          var stage = try Stage(
            scenario, number, isNearMiss: isNearMiss, request.settings, world, cast, isExtended: isExtended)
          if isNearMiss { try scenario.playNearMiss(&stage) } else { try scenario.play(&stage) }
          events += stage.events
          told[scenario.name, default: []].append(stage.label)
          silences.merge(stage.silences)
          cast = stage.cast
        }
      }
    }
    labels = Scenario.all.flatMap { told[$0.name] ?? [] }
  }
}

/// Who is still free: nobody plays in two stories, so that no story disturbs another.
struct Cast: Sendable {
  private let world: World
  private var taken: Set<Int> = []
  private var hosts = 0

  init(_ world: World) { self.world = world }

  /// A steady person who plays in no other story; administrators only where asked for.
  mutating func take(administrator: Bool, _ draw: UInt64, where fits: (Int) -> Bool = { _ in true }) -> Int? {
    let people = world.organisation.activePeople
    guard people > 0 else { return nil }
    let first = draw.below(people)
    for step in 0..<people {
      let user = (first + step) % people
      guard world.organisation.isSteady(user), world.organisation.isAdministrator(user) == administrator,
        !taken.contains(user),
        fits(user)
      else { continue }
      taken.insert(user)
      return user
    }
    return nil
  }

  /// A documentation address (RFC 5737) that no other story uses, until the 508 are spent.
  mutating func address() -> String {
    hosts += 1
    let block = (hosts - 1) / 254 % 2 == 0 ? "203.0.113" : "198.51.100"
    return "\(block).\(1 + (hosts - 1) % 254)"
  }
}
