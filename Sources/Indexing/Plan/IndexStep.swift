/// One step of a plan: what becomes of one index.
package enum IndexStep: Sendable, Hashable {
  case create(WantedIndex, name: String)
  /// A build that somebody began; asking for the same again waits for its end.
  case await(WantedIndex, ExistingIndex)
  case keep(WantedIndex, ExistingIndex)
  /// `collMod`, in place.
  case change(ExistingIndex, [IndexChange], to: WantedIndex)
  /// The server has no room for both, so the old one goes first: queries are without in between.
  case rebuild(ExistingIndex, as: WantedIndex, name: String)
  case hide(ExistingIndex)
  case drop(ExistingIndex, DropReason)
  /// Not of the catalogue: reported, left alone.
  case foreign(ExistingIndex)

  package enum DropReason: Sendable, Hashable {
    /// Another index of the same keys has the options that are wanted, or will have them before this one goes.
    case superseded(by: WantedIndex)
    /// Documents are to be kept for ever.
    case retentionOff
    /// Not of the catalogue, and pruning was asked for.
    case pruned
    /// The catalogue made it, and all of that is to go.
    case undone
  }
}

/// What `collMod` does to an index, in place and at once, but for `makeUnique`, which reads the whole index.
package enum IndexChange: Sendable, Hashable {
  case unhide
  case expire(afterSeconds: Int)
  /// Refuse new duplicates, then prove that there are none.
  case makeUnique
  /// Take back what an interrupted `makeUnique` left.
  case allowDuplicates
}
