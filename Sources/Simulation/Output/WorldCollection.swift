/// What opgen writes, in the order it writes it: what others refer to first.
package enum WorldCollection: Int, CaseIterable, Sendable {
  case locations, users, devices, vaults, items, sessions, signIns, audit, usages

  /// In the words of the command line.
  var title: String { self == .signIns ? "sign-ins" : self == .audit ? "audit events" : "\(self)" }

  package static let events: [WorldCollection] = [.signIns, .audit, .usages]
}

extension World {
  package func count(_ collection: WorldCollection) -> Int {
    switch collection {
    case .locations: Gazetteer.cities.count
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

  /// No line of the collection is longer. Tests hold the world to it: writing checks no bounds.
  func longestLine(_ collection: WorldCollection) -> Int {
    switch collection {
    case .locations, .users: 512
    case .devices: 768
    case .vaults: 768 + 144 * (access.mostMembers + 1)
    case .items: 1024
    case .sessions, .audit, .signIns, .usages: 1280
    }
  }

  /// Writes document `n` as a line. A document that a scenario suppresses leaves nothing.
  @inline(__always) func write(_ collection: WorldCollection, _ n: Int, _ writer: inout LineWriter, _ memo: SessionMemo)
  {
    switch collection {
    case .locations: writeLocation(n, &writer)
    case .users: writeUser(n, &writer)
    case .devices: writeDevice(n, &writer)
    case .vaults: writeVault(n, &writer)
    case .items: writeItem(n, &writer)
    case .sessions: writeSession(n, &writer, memo)
    case .signIns: writeSignIn(n, &writer, memo)
    case .audit: writeAuditEvent(n, &writer, memo)
    case .usages: writeUsage(n, &writer, memo)
    }
  }

  /// When document `n` of a stream happened; streams never descend.
  func time(_ collection: WorldCollection, _ n: Int) -> Milliseconds {
    switch collection {
    case .sessions: signInTime(parameters.attempt(ofSession: n))
    case .signIns: signInTime(n)
    case .audit: auditTime(n)
    case .usages: usageTime(n)
    case .locations, .users, .devices, .vaults, .items: start
    }
  }

  /// How many documents of a stream happened before a moment.
  func count(_ collection: WorldCollection, before time: Milliseconds) -> Int {
    var (low, high) = (0, count(collection))
    while low < high {
      let middle = low + (high - low) / 2
      if self.time(collection, middle) < time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
