/// A company, its people and thirty days of what they did, given by parameters alone. Document n of a collection is
/// made from n: nothing is remembered, so any part can be made at any time, by any thread. SAFETY: immutable after
/// `init`.
package final class World: Sendable {
  package let parameters: WorldParameters
  let sizes: WorldParameters.Sizes
  let start: Milliseconds
  let end: Milliseconds
  let keys: Keys
  let atlas: Atlas
  let curve: ActivityCurve
  let quantiles: Quantiles
  let names: Names
  let auditActions: AuditActions
  let organisation: Organisation
  let access: Access
  let silences: Silences
  /// What scenarios add, by collection and in order of time.
  let staged: [WorldCollection: Staged]
  /// Sessions, one for each sign-in that gets in.
  let sessions: Int
  let attempts: Spread
  /// Audit events and usages begin when the first session has opened; without sessions only services act.
  let audit: EventStream
  let usages: EventStream
  let suspensions: Suspensions

  package init(_ parameters: WorldParameters, stories: Stories = .none) throws(WorldError) {
    silences = stories.silences
    staged = Staged.sorted(stories.events)
    try parameters.validate()
    self.parameters = parameters
    sizes = parameters.sizes
    (start, end) = (parameters.start, parameters.end)
    keys = Keys(parameters)
    atlas = Atlas(from: parameters.start, to: parameters.end)
    curve = ActivityCurve(start: parameters.start, days: parameters.days, isEven: parameters.isLive, atlas: atlas)
    quantiles = Quantiles()
    names = Names(key: keys.users)
    organisation = Organisation(sizes)
    access = Access(sizes)
    auditActions = AuditActions(hasItems: sizes.items > 0)
    sessions = organisation.activePeople > 0 ? parameters.sessions : 0
    attempts = Spread(sizes.signIns)
    let opening = sessions == 0 ? 0 : attempts.begin(of: parameters.attempt(ofSession: 0) + 1)
    audit = EventStream(keys.audit, sizes.audit, from: opening, days: parameters.days)
    suspensions = Suspensions(organisation, events: parameters.isLive ? 0 : sizes.audit)
    usages = EventStream(keys.usages, sizes.usages, from: opening, days: parameters.days)
  }
}

extension WorldParameters {
  /// The attempt that opens session `session`: attempt p gets in when ⌊(p+1)s⌋ > ⌊p·s⌋, s the share of successes.
  @inline(__always) func attempt(ofSession session: Int) -> Int {
    ((session + 1) * 1_000_000 + successesPerMillion - 1) / successesPerMillion - 1
  }

  /// Sessions that the first `attempts` attempts opened.
  @inline(__always) func sessions(inFirst attempts: Int) -> Int {
    Int(bitPattern: UInt(bitPattern: attempts &* successesPerMillion) / 1_000_000)
  }

  /// So that no product of a number and millionths, or slices, overflows.
  static let mostEvents = 1_000_000_000_000

  func validate() throws(WorldError) {
    guard days >= 1, days <= 3660 else { throw WorldError(message: "days must lie between 1 and 3660") }
    guard start >= Founding.last else {
      throw WorldError(
        message: "the window begins before the company of this world is complete: it must not begin before 2025-01-01")
    }
    guard end < Calendar.time(year: 2100, month: 1, day: 1) else {
      throw WorldError(message: "the end must lie before 2100")
    }
    guard (0...1_000_000).contains(failuresPerMillion) else {
      throw WorldError(message: "the failure rate must lie between 0 and 1")
    }
    let directories = [sizes.users, sizes.devices, sizes.vaults, sizes.items]
    guard directories.allSatisfy({ (0...4_000_000_000).contains($0) }) else {
      throw WorldError(message: "a directory holds between 0 and 4,000,000,000 documents")
    }
    let streams = [sizes.audit, sizes.usages, sizes.signIns]
    guard streams.allSatisfy({ (0...Self.mostEvents).contains($0) }) else {
      throw WorldError(message: "a stream holds between 0 and 1,000,000,000,000 events")
    }
  }
}

/// One starting value for every kind of draw, so that no two questions share an answer.
struct Keys: Sendable {
  let users, devices, vaults, items, groups, trips, addresses: UInt64
  let signIns, sessions, audit, usages, strangers, stories: UInt64
  let account: UInt64

  init(_ parameters: WorldParameters) {
    // Directories depend on the seed alone, so that the same people come back an hour later.
    func directory(_ salt: UInt64) -> UInt64 { mixed(mixed(parameters.seed &+ 0x0001_2B5D) ^ mixed(salt)) }
    users = directory(1)
    devices = directory(2)
    vaults = directory(3)
    items = directory(4)
    groups = directory(5)
    trips = directory(6)
    addresses = directory(7)
    account = directory(8)
    // Events depend on everything: another end, another rate or another size gives other uuids.
    let sizes = parameters.sizes
    var world = directory(9)
    for number in [
      Int(parameters.end), parameters.days, parameters.failuresPerMillion, sizes.users, sizes.devices, sizes.vaults,
      sizes.items,
      sizes.audit, sizes.usages, sizes.signIns,
    ] {
      world = mixed(world ^ mixed(UInt64(truncatingIfNeeded: number) &+ 1))
    }
    signIns = world.again(1)
    sessions = world.again(2)
    audit = world.again(3)
    usages = world.again(4)
    strangers = world.again(5)
    stories = world.again(6)
  }
}
