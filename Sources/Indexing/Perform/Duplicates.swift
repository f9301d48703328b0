internal import BSON
internal import Mongo

/// Documents that stand in the way of a unique index, told by uuid and by nothing else that they hold.
package struct Duplicates: Sendable, Equatable {
  /// Values that occur more than once; counted up to ten.
  package let values: Int
  /// Up to ten. Two for each value, unless the value is the uuid itself.
  package let uuids: [String]

  private static let limit = 10

  /// Looks for values of `index` that occur more than once; nil when there are none.
  init?(of index: WantedIndex, in collection: String, of database: String, by client: borrowing MongoClient)
    throws(MongoError)
  {
    // As the index sees them: a missing field is null.
    let key = index.keys.parts.enumerated().map { number, part -> (String, BSONValue) in
      ("\(number)", ["$ifNull": [.string("$\(part.field)"), nil]])
    }
    let groups = try client.aggregate(
      [
        [
          "$group": [
            "_id": .document(BSONDocument(key)), "count": ["$sum": 1],
            "first": ["$first": "$uuid"], "last": ["$last": "$uuid"],
          ]
        ],
        ["$match": ["count": ["$gt": 1]]],
        ["$limit": BSONValue(Self.limit)],
      ], in: collection, of: database, options: ["allowDiskUse": true, "collation": WantedIndex.bytewise],
      doing: "look for duplicates in \(collection)")
    guard !groups.isEmpty else { return nil }
    values = groups.count
    var seen: Set<String> = []
    let all = groups.flatMap { [$0["first"]?.stringValue, $0["last"]?.stringValue] }.compactMap { $0 }
    uuids = Array(all.filter { seen.insert($0).inserted }.prefix(Self.limit))
  }

  package var advice: String {
    let count = values < Self.limit ? "\(values)" : "\(Self.limit) or more"
    return "\(count) value\(values == 1 ? "" : "s") occur\(values == 1 ? "s" : "") more than once: "
      + "keep one document of each, then run opidx again"
  }
}
