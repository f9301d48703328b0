extension IndexStep {
  package enum Action: String, Sendable, CaseIterable {
    case create, keep, change, rebuild, hide, drop, foreign
  }

  package var action: Action {
    switch self {
    case .create, .await: .create
    case .keep: .keep
    case .change: .change
    case .rebuild: .rebuild
    case .hide: .hide
    case .drop: .drop
    case .foreign: .foreign
    }
  }

  /// The database is not as the catalogue says until this is done.
  package var isDrift: Bool { action != .keep && action != .foreign }

  /// What is made comes before what goes.
  var turn: Int {
    switch self {
    case .keep: 0
    case .create, .await: 1
    case .change: 2
    case .rebuild: 3
    case .hide: 4
    case .drop: 5
    case .foreign: 6
    }
  }

  /// The index's name on the server, now or afterwards.
  package var name: String {
    switch self {
    case .create(_, let name), .rebuild(_, _, let name): name
    case .await(_, let index), .keep(_, let index), .change(let index, _, _), .hide(let index), .drop(let index, _),
      .foreign(let index):
      index.name
    }
  }

  package var keys: IndexKeys {
    switch self {
    case .create(let wanted, _), .rebuild(_, let wanted, _): wanted.keys
    case .await(_, let index), .keep(_, let index), .change(let index, _, _), .hide(let index), .drop(let index, _),
      .foreign(let index):
      index.keys
    }
  }

  /// Queries lose an index for a while, or somebody what an index of theirs did, for good: not without being told to.
  package var needsConsent: Bool {
    switch self {
    case .rebuild, .drop(_, .pruned), .drop(_, .undone): true
    case .drop(let index, .superseded(let wanted)): index.doesMore(than: wanted)
    default: false
    }
  }
}

extension ExistingIndex {
  /// It refuses duplicates or removes documents, which the wanted one does not.
  fileprivate func doesMore(than wanted: WantedIndex) -> Bool {
    (isUnique && !wanted.isUnique) || (expiresAfterSeconds != nil && wanted.expiresAfterSeconds == nil)
  }
}
