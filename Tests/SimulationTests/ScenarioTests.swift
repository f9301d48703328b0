import BSON
import OnePwModel
import Simulation
import Testing

@Suite("A scenario")
struct ScenarioTests {
  @Test("is named like the detection that has to find it, and every detection has one")
  func names() {
    let detections = OnePwModel.queries.filter { $0.kind == .detection }.map(\.name)
    #expect(Set(Scenario.all.map(\.name)) == Set(detections))
  }

  @Test("is told by a label whose events are all in the streams, once", arguments: [1, 42] as [UInt64])
  func labels(_ seed: UInt64) throws {
    let (generated, stories) = try GeneratedWorld.played(["all": 2], seed: seed)
    var found: [String: Int] = [:]
    for stream in WorldCollection.events {
      for line in generated.lines(stream) { found[String(decoding: line[9..<35], as: UTF8.self), default: 0] += 1 }
    }
    #expect(found.values.allSatisfy { $0 == 1 })
    #expect(stories.labels.count == Scenario.all.count * 4)
    for label in stories.labels {
      #expect(
        !label.events.isEmpty && !label.key.isEmpty && label.first <= label.last && label.last < GeneratedWorld.end)
      #expect(label.events.allSatisfy { found[$0] == 1 }, "\(label.scenario)")
    }
  }

  @Test("opens the sessions it acts in")
  func sessions() throws {
    let (generated, _) = try GeneratedWorld.played(["all": 1])
    let sessions = try generated.directory(.sessions)
    var openings: Set<String> = []
    for attempt in try generated.documents(.signIns) where attempt.text("category").contains("success") {
      openings.insert(attempt.text("session_uuid"))
    }
    #expect(openings == Set(sessions.keys))
    for event in try generated.documents(.audit) where event["session"] != nil {
      let session = try #require(sessions[event.text("session.uuid")])
      #expect(session.text("user_uuid") == event.text("actor_uuid"))
      #expect(
        session.text("login_time") <= event.text("timestamp")
          && event.text("timestamp") <= session.text("last_activity"))
    }
  }

  @Test("only adds its own events and leaves out what its actors did meanwhile")
  func background() throws {
    let (generated, stories) = try GeneratedWorld.played(["brute-force": 3])
    let quiet = try GeneratedWorld.withFewEvents()
    let told = Set(stories.labels.flatMap(\.events))
    let (with, without) = (Set(generated.lines(.signIns)), Set(quiet.lines(.signIns)))
    #expect(with.subtracting(without).count == told.count)
    let users = Set(stories.labels.compactMap { $0.key["user"] })
    for line in without.subtracting(with) {
      #expect(users.contains(try BSONDocument(json: line).text("target_user.uuid")))
    }
  }

  @Test("is in the slice that its time falls in, and the order of time stays", arguments: [false, true])
  func slices(merged: Bool) throws {
    let (generated, _) = try GeneratedWorld.played(["all": 1])
    let streams = WorldCollection.events + (merged ? [] : [.sessions])
    let slices = (0..<5).map { generated.text(streams, merged: merged, slice: $0, of: 5, threads: 2) }
    #expect(Array(slices.joined()) == generated.text(streams, merged: merged))
    for stream in WorldCollection.events {
      let times = generated.lines(stream).map { String(decoding: $0[50..<74], as: UTF8.self) }
      #expect(times == times.sorted())
    }
  }

  @Test("does not depend on which others are asked for first")
  func order() throws {
    let (some, _) = try GeneratedWorld.played(["brute-force": 1, "vault-exports": 1])
    let (same, _) = try GeneratedWorld.played(["vault-exports": 1, "brute-force": 1])
    #expect(some.text(WorldCollection.events) == same.text(WorldCollection.events))
  }

  @Test("plays with what its parameters are set to, from least to most", arguments: Scenario.all.map(\.name))
  func parameters(_ name: String) throws {
    let scenario = try #require(Scenario.all.first { $0.name == name })
    let quiet = try GeneratedWorld.withFewEvents()
    for parameter in scenario.parameters {
      var values: [String]
      switch parameter.values {
      // A company of 500 has no thousand victims.
      case .number(_, let most): values = ["1", "7", "\(parameter.name == "accounts" ? 200 : most)"]
      case .word(let words): values = words
      }
      for value in values {
        let request = try ScenarioRequest(name, 1, [parameter.name: value])
        let label = try #require(try Stories([request], in: quiet.world, isExtended: false).labels.first)
        if parameter.name != "days" { #expect(label.last - label.first < 13 * 3_600_000) }
        if ["attempts", "batches"].contains(parameter.name) { #expect(label.events.count == Int(value)) }
        if ["items", "accounts"].contains(parameter.name) { #expect(label.events.count >= min(3, Int(value) ?? 0)) }
        if parameter.name == "action", let action = label.key["action"] { #expect(action == value) }
      }
      let wrong = "0"
      #expect(throws: WorldError.self) { try ScenarioRequest(name, 1, [parameter.name: wrong]) }
    }
    #expect(throws: WorldError.self) { try ScenarioRequest(name, 1, ["colour": "1"]) }
    #expect(throws: WorldError.self) { try ScenarioRequest("no-such", 1) }
  }

  @Test("ends before the world does, however long it is set to", arguments: [1, 6, 42] as [UInt64])
  func lengths(_ seed: UInt64) throws {
    let quiet = try GeneratedWorld.withFewEvents(seed: seed)
    let requests = try Scenario.all.map { scenario in
      var settings: [String: String] = [:]
      for case (let name, .number(_, let most)) in scenario.parameters.map({ ($0.name, $0.values) }) {
        // A company of 500 has no thousand victims.
        settings[name] = "\(name == "accounts" ? 200 : most)"
      }
      return try ScenarioRequest(scenario.name, 1, settings)
    }
    for label in try Stories(requests, in: quiet.world, isExtended: false).labels {
      // What would come later is put into the world's last millisecond.
      #expect(label.last < GeneratedWorld.end - 1, "\(label.scenario)")
    }
  }

  @Test(
    "has a near miss that is short of what its parameter is set to, and of the query's default",
    arguments: [
      ("brute-force", "attempts", 19), ("brute-force-by-ip", "attempts", 19), ("bulk-copy", "items", 19),
      ("bulk-reveal", "items", 29), ("mass-deletion", "batches", 19), ("mass-sharing", "items", 9),
      ("mfa-fatigue", "prompts", 4), ("failures-then-success", "failures", 4), ("password-spray", "accounts", 5),
    ])
  func nearMisses(_ name: String, _ parameter: String, most: Int) throws {
    let quiet = try GeneratedWorld.withFewEvents()
    // Five accounts are tried three times each; a success ends what is told of two others.
    let rounds = name == "password-spray" ? 3 : 1
    let successes = ["mfa-fatigue", "failures-then-success"].contains(name) ? 1 : 0
    for (set, count) in [(nil, most), (1, 0), (3, 2), (most, most - 1), (most + 9, most)] as [(Int?, Int)] {
      let request = try ScenarioRequest(name, 1, set.map { [parameter: "\($0)"] } ?? [:])
      let labels = try Stories([request], in: quiet.world, isExtended: false).labels
      #expect(labels.map(\.isNearMiss) == [false, true])
      #expect(labels[1].events.count == count * rounds + successes, "\(name) \(set ?? 0)")
      if let set { #expect(labels[0].events.count == set + successes) }
    }
  }

  @Test(
    "that counts days has a near miss that is further off than they are set to",
    arguments: ["export-by-new-user", "export-before-suspension"], [1, 14, 15, 16])
  func daysOfNearMisses(_ name: String, days: Int) throws {
    let quiet = try GeneratedWorld.withFewEvents()
    let labels = try Stories([ScenarioRequest(name, 1, ["days": "\(days)"])], in: quiet.world, isExtended: false).labels
    let whole = labels.map { ($0.last - $0.first + 43_200_000) / 86_400_000 }
    #expect(whole == [Int64(days), Int64(max(15, days + 1))])
  }

  @Test("finds its actors whenever the world ends")
  func ends() throws {
    // The company's owners are others at each end: one in five left nobody for first-seen-items.
    for hours in stride(from: 0, to: 24 * 30, by: 17) {
      let quiet = try GeneratedWorld.withFewEvents { $0.end += Int64(hours) * 3_600_000 }
      let requests = try Scenario.all.map { try ScenarioRequest($0.name, 3, [:]) }
      let labels = try Stories(requests, in: quiet.world, isExtended: false).labels
      #expect(labels.map(\.scenario) == Scenario.all.flatMap { [String](repeating: $0.name, count: 6) })
    }
  }

  @Test("that does not fit the world is refused with a reason")
  func misfits() {
    #expect(throws: WorldError.self) { try GeneratedWorld.played(["first-seen-items": 1]) { $0.days = 5 } }
    #expect(throws: WorldError.self) { try GeneratedWorld.played(["brute-force": 1000]) }
  }

  @Test(
    "that needs a vault is refused in a world without vaults or items", arguments: Scenario.all.map(\.name), [0, 150])
  func withoutVaults(_ name: String, vaults: Int) throws {
    let needy: Set = [
      "vault-access-changes", "self-granted-vault-access", "secret-extraction", "vault-exports", "item-exports",
      "export-by-new-user", "export-before-suspension", "bulk-reveal", "bulk-copy", "mass-deletion", "mass-sharing",
      "first-seen-items",
    ]
    func play() throws -> Int {
      try GeneratedWorld.played([name: 1]) {
        ($0.sizes.vaults, $0.sizes.items, $0.sizes.audit, $0.sizes.usages) = (vaults, 0, 0, 0)
      }.1.labels.count
    }
    guard needy.contains(name) else {
      #expect(try play() == 2)
      return
    }
    let error = #expect(throws: WorldError.self) { _ = try play() }
    #expect(error?.message == "a world with no vaults, or no items in them, cannot have the scenario \(name)")
  }
}

extension GeneratedWorld {
  /// A company of default size, so that there are actors enough, in which little happens.
  static func withFewEvents(seed: UInt64 = 42, change: (inout WorldParameters) -> Void = { _ in }) throws
    -> GeneratedWorld
  {
    try GeneratedWorld(seed: seed, scale: 1) { parameters in
      parameters.sizes.audit = 3000
      parameters.sizes.usages = 1500
      parameters.sizes.signIns = 3000
      change(&parameters)
    }
  }

  /// The same with scenarios played; "all" stands for every one.
  static func played(
    _ counts: [String: Int], seed: UInt64 = 42, change: (inout WorldParameters) -> Void = { _ in }
  ) throws -> (GeneratedWorld, Stories) {
    var counts = counts
    if let count = counts.removeValue(forKey: "all") { for scenario in Scenario.all { counts[scenario.name] = count } }
    let quiet = try withFewEvents(seed: seed, change: change)
    let requests = try counts.map { try ScenarioRequest($0.key, $0.value) }
    let stories = try Stories(requests, in: quiet.world, isExtended: false)
    return (GeneratedWorld(world: try World(quiet.world.parameters, stories: stories)), stories)
  }

  func lines(_ collection: WorldCollection) -> [[UInt8]] { text([collection]).split(separator: 10).map(Array.init) }
}
