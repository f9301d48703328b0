package import BSON

/// An index as the server lists it.
package struct IndexDescription: Sendable, Equatable {
  package let name: String
  package let keys: BSONDocument
  package let isUnique: Bool
  package let isHidden: Bool
  package let isSparse: Bool
  package let isPartial: Bool
  package let hasCollation: Bool
  /// Seconds after which documents leave, for a TTL index.
  package let expireAfter: Int?
  /// It serves nothing yet.
  package let isBuilding: Bool

  /// From one document of `listIndexes`, where a build that is not finished is `{spec, buildUUID}`, or of `$indexStats`, where
  /// it is `{spec, building}`.
  package init(_ entry: BSONDocument) {
    let listed = entry["spec"]?.documentValue ?? entry
    name = listed["name"]?.stringValue ?? ""
    keys = listed["key"]?.documentValue ?? [:]
    isUnique = listed["unique"]?.boolValue == true
    isHidden = listed["hidden"]?.boolValue == true
    isSparse = listed["sparse"]?.boolValue == true
    isPartial = listed["partialFilterExpression"] != nil
    hasCollation = listed["collation"] != nil
    expireAfter = listed["expireAfterSeconds"]?.wholeNumber
    isBuilding = entry["buildUUID"] != nil || entry["building"]?.boolValue == true
  }

  /// The server makes it with the collection and no one may drop it. A clustered collection may name it otherwise.
  package var isPrimaryKey: Bool { pattern == [KeyPart(field: "_id", direction: 1)] }

  /// It holds every document of the collection in plain order, so that it can stand in for another.
  var isComplete: Bool { !isHidden && !isSparse && !isPartial && !hasCollation && !isBuilding }

  /// The keys as (field, direction). The server keeps whatever number a driver sent: 1, 1.0, -1; other types of key
  /// (`text`, `2dsphere`, `hashed`) have no direction.
  var pattern: [KeyPart] {
    keys.map { KeyPart(field: $0.key, direction: $0.value.doubleValue.map { $0 < 0 ? -1 : 1 }) }
  }
}

struct KeyPart: Sendable, Hashable {
  let field: String
  let direction: Int?

  var reversed: KeyPart { KeyPart(field: field, direction: direction.map { -$0 }) }
}
