package import BSON

/// What became of the documents read: `documents = inserted + duplicate + replaced + refused`, always.
package struct Tally: Sendable, Equatable {
  package var inserted = 0
  package var duplicate = 0
  package var replaced = 0
  package var refused = 0
  /// Documents of each collection that are in the database now, whether or not this load brought them.
  package var collections: [String: Int] = [:]
  /// Refused documents by reason code.
  package var reasons: [String: Int] = [:]

  package init() {}

  package var documents: Int { inserted + duplicate + replaced + refused }

  package mutating func add(_ other: Tally) {
    inserted += other.inserted
    duplicate += other.duplicate
    replaced += other.replaced
    refused += other.refused
    collections.merge(other.collections, uniquingKeysWith: +)
    reasons.merge(other.reasons, uniquingKeysWith: +)
  }

  mutating func refuse(_ reason: RefusalReason) {
    refused += 1
    reasons[reason.rawValue, default: 0] += 1
  }
}

/// How a load ended, and what it did.
package struct LoadReport: Sendable {
  package enum End: Sendable, Equatable {
    case inputEnded
    /// A signal, or `--max-rejects`, stopped the reading.
    case stopped
    /// The server stayed away, or did not do what was asked, for as long as retries were allowed.
    case gaveUp(message: String)
    /// Retrying would not help.
    case failed(LoadError)
  }

  package var tally = Tally()
  package var bytes = 0
  package var seconds = 0.0
  package var end = End.inputEnded
  /// All lines before this one are stored, duplicates, or refused: where to go on.
  package var resumeLine = 1

  package init() {}

  /// The summary line of `opload`.
  package var summary: BSONDocument {
    var elements: [(String, BSONValue)] = [
      ("tool", "opload"),
      ("lines", .init(tally.documents)), ("inserted", .init(tally.inserted)), ("duplicate", .init(tally.duplicate)),
      ("replaced", .init(tally.replaced)), ("refused", .init(tally.refused)), ("bytes", .init(bytes)),
      ("seconds", .double((seconds * 1000).rounded() / 1000)),
      ("collections", .document(Self.counts(tally.collections))), ("reasons", .document(Self.counts(tally.reasons))),
    ]
    if end != .inputEnded { elements.append(("resume_line", .init(resumeLine))) }
    return BSONDocument(elements)
  }

  private static func counts(_ counts: [String: Int]) -> BSONDocument {
    BSONDocument(counts.sorted { $0.key < $1.key }.map { ($0.key, BSONValue($0.value)) })
  }
}

extension BSONValue {
  fileprivate init(_ number: Int) { self = Int32(exactly: number).map(BSONValue.int32) ?? .int64(Int64(number)) }
}
