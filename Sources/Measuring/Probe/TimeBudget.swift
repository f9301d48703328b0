internal import BSON

/// The time that one sample may take, however many questions it asks.
package struct TimeBudget: Sendable {
  private let end: ContinuousClock.Instant

  package init(_ duration: Duration) { end = .now + duration }

  var isSpent: Bool { end <= .now }

  /// The command with the option that makes the server itself give up in time.
  func limit(_ command: BSONDocument) -> BSONDocument {
    let left = ContinuousClock.now.duration(to: end)
    let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000
    // Never 0, which would mean for ever.
    let limit: (key: String, value: BSONValue) = ("maxTimeMS", BSONValue(Int(max(1, milliseconds))))
    return BSONDocument(Array(command) + [limit])
  }
}
