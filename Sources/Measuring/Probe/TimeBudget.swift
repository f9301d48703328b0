internal import BSON

/// The time that one sample may take, however many questions it asks.
package struct TimeBudget: Sendable {
  private let end: ContinuousClock.Instant

  package init(_ duration: Duration) { end = .now + duration }

  package var isSpent: Bool { end <= .now }

  /// What is left, never 0, which would mean for ever.
  package var milliseconds: Int32 {
    let left = ContinuousClock.now.duration(to: end).components
    return Int32(clamping: max(1, left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000))
  }

  /// The command with the option that makes the server itself give up in time.
  func limit(_ command: BSONDocument) -> BSONDocument {
    let limit: (key: String, value: BSONValue) = ("maxTimeMS", .int32(milliseconds))
    return BSONDocument(Array(command) + [limit])
  }
}
