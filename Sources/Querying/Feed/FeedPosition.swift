internal import BSON

/// Where a reader is in one collection's order of arrival: the last event it has, or where it began.
package struct FeedPosition: Sendable, Hashable {
  /// A date; null for events that something else than opload put there, the least of all values before them.
  let insertTime: BSONValue
  let id: BSONValue

  init(insertTime: BSONValue, id: BSONValue) {
    self.insertTime = insertTime
    self.id = id
  }

  init(of event: BSONDocument) {
    self.init(insertTime: event["insert_time"] ?? .null, id: event["_id"] ?? .null)
  }

  /// A bound of the index on insert_time and _id.
  var bound: BSONValue { ["insert_time": insertTime, "_id": id] }

  /// Before every event.
  static let beginning = FeedPosition(insertTime: .minKey, id: .minKey)

  /// Before every event that arrived at `date` or later.
  static func before(_ date: BSONDate) -> FeedPosition { FeedPosition(insertTime: .date(date), id: .minKey) }
}
