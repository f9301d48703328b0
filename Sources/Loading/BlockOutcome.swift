internal import OnePwModel

/// What became of one block's documents, counted while they are settled. Refusals are passed on one by one: a hostile
/// page holds millions.
///
/// SAFETY: the text is that of the worker's block, which stays as it is until the outcome is done with.
@safe struct BlockOutcome {
  private(set) var tally = Tally()
  /// The first line with a refusal that the sink had no room for: not counted, so that a later run sees it again.
  private(set) var firstOpenLine: Int?
  private let text: UnsafeRawBufferPointer
  private let fullLength: Int?
  private let sink: RejectSink

  /// - Parameters:
  ///   - text: The block's lines.
  ///   - fullLength: The whole length of a line of which `text` is the beginning.
  init(of text: UnsafeRawBufferPointer, fullLength: Int?, refusingTo sink: RejectSink) {
    unsafe self.text = unsafe text
    self.fullLength = fullLength
    self.sink = sink
  }

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
    let refusal = Refusal(
      line: document.line, item: document.item, reason: reason, message: message,
      text: unsafe [UInt8](UnsafeRawBufferPointer(rebasing: text[document.text])), fullLength: fullLength)
    if sink.add(refusal) {
      tally.refuse(reason)
    } else {
      firstOpenLine = min(firstOpenLine ?? document.line, document.line)
    }
  }

  /// The sink could not write them down: nobody knows which, so none counts.
  mutating func loseRefusals() {
    tally.refused = 0
    tally.reasons = [:]
  }
}
