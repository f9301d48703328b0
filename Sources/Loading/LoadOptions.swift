package import BSON

/// What a load is asked to do, once the command line has been understood.
package struct LoadOptions: Sendable {
  package enum OnDuplicate: String, Sendable, CaseIterable {
    /// A directory's document takes the place of the stored one.
    case replace
    /// The stored one stays.
    case keep
  }

  package var database: String
  /// Every document goes here, whatever its shape says.
  package var collection: String?
  package var onDuplicate = OnDuplicate.replace
  package var workers = 2
  package var writeConcern = WriteConcern()
  /// How long a batch is tried again after a failure that may pass, in milliseconds.
  package var retryFor = 60_000
  /// Stop once more than this many documents have been refused.
  package var maxRejects: Int?
  /// Convert and count, but send nothing.
  package var isDryRun = false
  /// Lines before this one are passed over: they are stored already.
  package var resumeLine = 1

  package init(database: String) { self.database = database }
}

/// What an acknowledgement of a write promises.
package struct WriteConcern: Sendable, Equatable {
  /// How many members have it: a number from 1, or `majority`.
  package var acknowledgedBy: BSONValue = "majority"
  /// It is in their journals, so that it survives a crash.
  package var journaled = true

  package init() {}

  /// From `majority`, `2`, `majority,j`, `1,nojournal`. Unacknowledged writes (0) cannot be exactly once.
  package init?(_ text: String) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard let first = parts.first, parts.count <= 2 else { return nil }
    if let number = Int32(first) {
      guard (1...50).contains(number) else { return nil }
      acknowledgedBy = .int32(number)
    } else if first != "majority" {
      return nil
    }
    switch parts.dropFirst().first {
    case nil, "j": journaled = true
    case "nojournal": journaled = false
    default: return nil
    }
  }

  /// A write concern that cannot be met in time is told after ten seconds; the batch is then sent again.
  package var document: BSONDocument { ["w": acknowledgedBy, "j": .bool(journaled), "wtimeout": 10_000] }
}
