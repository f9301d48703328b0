/// Where a story is played: a day of its own, actors, and the events they leave behind.
struct Stage {
  let world: World
  let scenario: Scenario
  private let isNearMiss: Bool
  let isExtended: Bool
  private let settings: [String: String]
  private let key: UInt64
  private var draws = 0
  private var identifiers = 0
  var cast: Cast
  private(set) var events: [Stories.Event] = []
  private(set) var silences = Silences()
  /// The answer's key, said by the story.
  var answer: [String: String] = [:]
  private var told: [(time: Milliseconds, uuid: String)] = []
  /// The story's first moment. Whatever follows within thirteen hours lies in the same day counted back from the
  /// world's end, so that queries over such days see it whole.
  let begin: Milliseconds

  init(
    _ scenario: Scenario, _ number: Int, isNearMiss: Bool, _ settings: [String: String], _ world: World, _ cast: Cast,
    isExtended: Bool
  ) throws(WorldError) {
    let free = world.parameters.days - scenario.history
    guard free >= 1 else {
      throw WorldError(message: "the scenario \(scenario.name) needs a window of at least \(scenario.history + 1) days")
    }
    self.scenario = scenario
    self.isNearMiss = isNearMiss
    self.settings = settings
    self.world = world
    self.cast = cast
    self.isExtended = isExtended
    var key = mixed(world.keys.stories ^ UInt64(number * 2 + (isNearMiss ? 1 : 0)))
    for byte in scenario.name.utf8 { key = mixed(key ^ UInt64(byte)) }
    self.key = key
    let day = Milliseconds(number % free) * Simulation.day
    begin = world.end - day - Simulation.day + 3 * hour + Milliseconds(key.below(Int(8 * hour)))
  }

  /// A number in `range`, another at each call.
  mutating func pick(_ range: ClosedRange<Int>) -> Int {
    draws += 1
    return range.lowerBound + draw(key, draws).again(1).below(range.count)
  }

  /// The scenario's parameter of that name: as it was set, else drawn.
  mutating func number(_ name: String) -> Int {
    guard case .number(let range, _) = parameter(name) else {
      preconditionFailure("\(scenario.name) has no number \(name)")
    }
    let drawn = pick(range)
    return setting(name) ?? drawn
  }

  /// What a near miss has of a parameter that the threshold is about: `most`, short of the query's default, and less than
  /// the parameter is set to, as a rule made for that finds as much.
  func number(_ name: String, upTo most: Int) -> Int { min(most, (setting(name) ?? .max) - 1) }

  /// The same where the threshold is what an attack has at most.
  func number(_ name: String, from least: Int) -> Int { max(least, (setting(name) ?? 0) + 1) }

  private func setting(_ name: String) -> Int? { settings[name].flatMap(Int.init) }

  mutating func word(_ name: String) -> String {
    guard case .word(let words) = parameter(name) else { preconditionFailure("\(scenario.name) has no word \(name)") }
    let drawn = words[pick(0...words.count - 1)]
    return settings[name] ?? drawn
  }

  /// The length of a story: its parameter `minutes`.
  mutating func length() -> Milliseconds { Milliseconds(number("minutes")) * minute }

  private func parameter(_ name: String) -> ScenarioParameter.Values? {
    scenario.parameters.first { $0.name == name }?.values
  }

  /// So many moments within `length` from `start`, ascending, none equal; the last is exactly at its end.
  mutating func moments(_ count: Int, from start: Milliseconds, within length: Milliseconds) -> [Milliseconds] {
    let step = length / Milliseconds(max(1, count - 1))
    return (0..<count).map { index in
      let jitter = index == 0 || index == count - 1 ? 0 : Milliseconds(pick(0...max(0, Int(step / 3))))
      return index == count - 1 && count > 1 ? start + length : start + Milliseconds(index) * step + jitter
    }
  }

  mutating func identifier(_ letters: LineWriter.LetterCase = .upper) -> String {
    identifiers += 1
    let identifier = Identifier(key, identifiers)
    return jsonText(isExtended: false) { $0.put(identifier, letters) }
  }

  /// A member of the company who plays in no other story. Their own activity around the story is silenced.
  mutating func member(where fits: (Int) -> Bool = { _ in true }) throws(WorldError) -> Int {
    try actor(administrator: false, fits)
  }

  /// The same with an administrator; where all are taken, somebody who behaves as one.
  mutating func administrator() throws(WorldError) -> Int {
    draws += 1
    if let user = cast.take(administrator: true, draw(key, draws)) {
      silences.add(user, .all, begin - 3 * hour...begin + 23 * hour)
      return user
    }
    return try actor(administrator: false) { _ in true }
  }

  private mutating func actor(administrator: Bool, _ fits: (Int) -> Bool) throws(WorldError) -> Int {
    draws += 1
    guard let user = cast.take(administrator: administrator, draw(key, draws), where: fits) else {
      throw WorldError(
        message:
          "too many scenarios for a company of \(world.organisation.people): nobody is left to play in \(scenario.name)"
      )
    }
    silences.add(user, .all, begin - 3 * hour...begin + 23 * hour)
    return user
  }

  /// Somebody attacked without a part of their own: never an actor, so no story's count depends on it.
  mutating func victims(_ count: Int) throws(WorldError) -> [Int] {
    var victims: [Int] = []
    var user = pick(0...max(0, world.organisation.people - 1))
    for _ in 0..<world.organisation.people where victims.count < count {
      if !world.organisation.isSteady(user) { victims.append(user) }
      user = (user + 1) % world.organisation.people
    }
    guard victims.count == count else {
      throw WorldError(
        message: "a company of \(world.organisation.people) is too small for the scenario \(scenario.name)")
    }
    return victims
  }

  mutating func silence(_ user: Int, _ what: Silences.Kind, before: Milliseconds, after: Milliseconds) {
    silences.add(user, what, begin - before...begin + after)
  }

  /// For the whole window: where any event of the kind, whenever, would be an answer.
  mutating func silenceAlways(_ user: Int, _ what: Silences.Kind) { silences.add(user, what, world.start...world.end) }

  mutating func silenceUntil(_ time: Milliseconds, _ user: Int) { silences.add(user, .all, world.start...time) }

  /// Takes an event into the world; `isTold` into the label as well.
  mutating func add(_ collection: WorldCollection, _ time: Milliseconds, _ uuid: String, _ line: String, isTold: Bool) {
    let time = min(time, world.end - 1)
    events.append(Stories.Event(collection: collection, time: time, line: Array(line.utf8) + [10]))
    if isTold { told.append((time, uuid)) }
  }

  var label: Label {
    let told = told.sorted { $0.time < $1.time }
    return Label(
      scenario: scenario.name, isNearMiss: isNearMiss, attack: scenario.attack, key: answer,
      first: told.first?.time ?? begin,
      last: told.last?.time ?? begin, events: told.map(\.uuid))
  }
}
