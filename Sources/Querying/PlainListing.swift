internal import BSON
internal import OnePwModel

/// A query that only filters, sorts, hides fields and counts off: `find` answers it, and a feed can follow it.
///
/// Fields are hidden here and not by the server, which would build each document anew: that takes it as long as reading.
struct PlainListing: Sendable {
  let filter: BSONDocument
  let sort: BSONDocument?
  /// Fields that are not part of the answer.
  let hidden: [String]
  let limit: BSONValue?

  /// Nil when the pipeline does more.
  init?(_ query: BoundQuery) {
    var filters: [BSONValue] = []
    var sort: BSONDocument?
    var hidden: [String] = []
    var limit: BSONValue?
    for stage in query.pipeline {
      guard let (operation, value) = stage.first(where: { _ in true }), limit == nil else { return nil }
      switch (operation, value) {
      case ("$match", .document(let condition)) where hidden.isEmpty:
        if !condition.isEmpty { filters.append(value) }
      case ("$sort", .document(let keys)) where sort == nil && hidden.isEmpty: sort = keys
      case ("$unset", .array(let fields)): hidden += fields.compactMap(\.stringValue)
      case ("$unset", .string(let field)): hidden.append(field)
      case ("$limit", _): limit = value
      default: return nil
      }
    }
    switch filters.count {
    case 0: filter = [:]
    case 1: filter = filters[0].documentValue ?? [:]
    default: filter = ["$and": .array(filters)]
    }
    self.sort = sort
    self.hidden = hidden
    self.limit = limit
  }

  /// The options of `find`.
  var options: [(String, BSONValue)] {
    var options: [(String, BSONValue)] = []
    if let sort { options.append(("sort", .document(sort))) }
    if let limit { options.append(("limit", limit)) }
    return options
  }
}
