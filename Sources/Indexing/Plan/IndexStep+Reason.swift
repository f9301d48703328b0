extension IndexStep {
  /// Why, in words for a person; scripts go by `action`.
  package var reason: String {
    switch self {
    case .create(let wanted, _): wanted.purpose
    case .await(let wanted, _): "\(wanted.purpose) It is being built."
    case .keep(let wanted, let index): wanted.purpose + index.peculiarity(beside: wanted)
    case .change(_, let changes, _): changes.map(\.reason).joined(separator: "; ")
    case .rebuild(let index, let wanted, _):
      "\(index.difference(from: wanted)), and this server takes no second index of these keys: "
        + "dropped first, then made"
    case .hide: "Not of the catalogue; hidden from queries."
    case .drop(_, .superseded): "An index of the same keys has the options that are wanted."
    case .drop(_, .retentionOff): "Retention is off."
    case .drop(_, .pruned): "Not of the catalogue."
    case .drop(_, .undone): "Of the catalogue, which is taken back."
    case .foreign(let index):
      "Not of the catalogue; left alone."
        + (index.expiresAfterSeconds.map { " It removes documents after \($0) s." } ?? "")
    }
  }
}

extension IndexChange {
  fileprivate var reason: String {
    switch self {
    case .unhide: "is hidden"
    case .expire(let seconds): "documents are to be kept for \(seconds) s"
    case .makeUnique: "is not unique"
    case .allowDuplicates: "refuses duplicates"
    }
  }
}

extension ExistingIndex {
  fileprivate func peculiarity(beside wanted: WantedIndex) -> String {
    guard let expiresAfterSeconds, wanted.expiresAfterSeconds == nil else { return "" }
    return " It also removes documents after \(expiresAfterSeconds) s."
  }

  fileprivate func difference(from wanted: WantedIndex) -> String {
    if partialFilter != nil { return "holds only some documents" }
    if isSparse { return "leaves documents without these fields out" }
    if isUnique != wanted.isUnique { return wanted.isUnique ? "is not unique" : "is unique" }
    return "removes no documents"
  }
}
