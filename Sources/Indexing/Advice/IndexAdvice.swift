/// What could be done about an index, from its use and from its neighbours. Pure.
package enum IndexAdvice: Sendable, Hashable {
  /// It forbids duplicates or removes documents: use does not count.
  case constraint
  case used
  /// Nobody used it since the counting began.
  case unused
  /// Another one begins with the same keys and answers the same.
  case redundant(with: String)

  package init(for use: IndexUse, among all: [IndexUse]) {
    let index = use.index
    if index.keys.isOfID || index.isUnique || index.expiresAfterSeconds != nil {
      self = .constraint
    } else if let other = all.first(where: { $0.index.canReplace(index) }) {
      self = .redundant(with: other.index.name)
    } else {
      self = use.operations == 0 ? .unused : .used
    }
  }

  package var name: String {
    switch self {
    case .constraint: "constraint"
    case .used: "used"
    case .unused: "unused"
    case .redundant: "redundant"
    }
  }

  var reason: String {
    switch self {
    case .constraint: "Forbids duplicates or removes documents."
    case .used: "Is used."
    case .unused: "No operation has used it since the counting began; other members may differ."
    case .redundant(let other): "\(other) begins with the same keys."
    }
  }
}

extension ExistingIndex {
  /// Whether every query that this other index serves is served by this one too: its keys go on where the other's end.
  fileprivate func canReplace(_ other: ExistingIndex) -> Bool {
    name != other.name && coversAll && other.coversAll && !isHidden && !isBeingBuilt
      && keys.parts.count > other.keys.parts.count
      && (keys.parts.starts(with: other.keys.parts) || keys.parts.starts(with: other.keys.parts.map(\.reversed)))
  }
}

extension IndexKeys.Part {
  /// An index is read from either end.
  fileprivate var reversed: IndexKeys.Part {
    switch kind {
    case .ascending: IndexKeys.Part(field: field, kind: .descending)
    case .descending: IndexKeys.Part(field: field, kind: .ascending)
    case .special: self
    }
  }
}
