internal import OnePwModel

/// What became of one block's documents, counted while they are settled.
struct BlockOutcome {
  private(set) var tally = Tally()
  private(set) var refusals: [(document: EncodedDocument, reason: RefusalReason, message: String)] = []

  mutating func inserted(_ count: Int, into collection: CollectionDefinition) {
    guard count > 0 else { return }
    tally.inserted += count
    tally.collections[collection.name, default: 0] += count
  }

  mutating func duplicate(in collection: CollectionDefinition) {
    tally.duplicate += 1
    tally.collections[collection.name, default: 0] += 1
  }

  mutating func replaced(in collection: CollectionDefinition) {
    tally.replaced += 1
    tally.collections[collection.name, default: 0] += 1
  }

  mutating func refuse(_ document: EncodedDocument, _ reason: RefusalReason, _ message: String) {
    tally.refuse(reason)
    refusals.append((document, reason, message))
  }
}
