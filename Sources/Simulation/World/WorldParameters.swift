/// What a world is made from: the same parameters, the same bytes, on any machine.
package struct WorldParameters: Sendable, Equatable {
  package var seed: UInt64 = 42
  /// The world's present: no date of an event lies at or after it.
  package var end: Milliseconds
  /// Length of the window that events lie in.
  package var days = 30
  /// Share of sign-in attempts that fail, in millionths: an integer, so that numbering is exact.
  package var failuresPerMillion = 760_000
  package var sizes = Sizes()
  /// Events come evenly, at any time of day, and the window is the future: sessions are still open, items not changed
  /// further.
  package var isLive = false

  package init(end: Milliseconds) { self.end = end }

  package var start: Milliseconds { end - Milliseconds(days) * day }
  package var successesPerMillion: Int { 1_000_000 - failuresPerMillion }
  /// Sessions follow from sign-ins: one for each that got in.
  package var sessions: Int { sizes.signIns * successesPerMillion / 1_000_000 }

  /// How many documents each collection holds; sessions and locations follow from others.
  package struct Sizes: Sendable, Equatable {
    package var users = 500
    package var devices = 1200
    package var vaults = 150
    package var items = 5000
    package var audit = 50_000
    package var usages = 25_000
    package var signIns = 15_000

    package init() {}

    package func scaled(by factor: Double) -> Sizes {
      func scaled(_ size: Int) -> Int { max(1, Int((Double(size) * factor).rounded())) }
      var result = self
      result.users = scaled(users)
      result.devices = scaled(devices)
      result.vaults = scaled(vaults)
      result.items = scaled(items)
      result.audit = scaled(audit)
      result.usages = scaled(usages)
      result.signIns = scaled(signIns)
      return result
    }
  }
}

/// Why parameters give no world, in a sentence for the person who chose them.
package struct WorldError: Error, Equatable {
  package let message: String
}

extension WorldParameters {
  /// What is written must have what it refers to.
  package func validate(for selection: [WorldCollection]) throws(WorldError) {
    try validate()
    func need(_ size: Int, _ what: String, for collections: [WorldCollection]) throws(WorldError) {
      guard size == 0 else { return }
      for collection in collections where selection.contains(collection) && self.size(collection) > 0 {
        throw WorldError(message: "a world with no \(what) cannot have \(collection.title)")
      }
    }
    try need(sizes.users, "users", for: [.devices, .vaults, .items, .sessions, .signIns, .audit, .usages])
    try need(sizes.devices, "devices", for: [.sessions, .signIns, .audit, .usages])
    try need(sizes.vaults, "vaults", for: [.items, .audit, .usages])
    try need(sizes.items, "items", for: [.audit, .usages])
  }

  func size(_ collection: WorldCollection) -> Int {
    switch collection {
    case .locations: 1
    case .users: sizes.users
    case .devices: sizes.devices
    case .vaults: sizes.vaults
    case .items: sizes.items
    case .sessions: sessions
    case .signIns: sizes.signIns
    case .audit: sizes.audit
    case .usages: sizes.usages
    }
  }
}
