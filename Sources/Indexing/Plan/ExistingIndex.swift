package import BSON

/// An index that a collection has, as `listIndexes` tells it.
package struct ExistingIndex: Sendable, Hashable {
  package let name: String
  package let keys: IndexKeys
  package let isUnique: Bool
  package let isSparse: Bool
  /// It holds only documents that match this.
  package let partialFilter: BSONDocument?
  /// nil means that text is compared by its bytes.
  package let collation: BSONDocument?
  package let expiresAfterSeconds: Int?
  package let isHidden: Bool
  /// It refuses new duplicates, on its way to being unique (6.0).
  package let isPreparedForUnique: Bool
  /// A `createIndexes` of somebody's is at work on it: it serves nothing yet.
  package let isBeingBuilt: Bool

  /// From one document of `listIndexes`. With `includeBuildUUIDs`, builds that are not finished come as `{spec, buildUUID}`.
  package init(_ entry: BSONDocument) {
    let specification = entry["spec"]?.documentValue ?? entry
    name = specification["name"]?.stringValue ?? ""
    keys = IndexKeys(specification["key"]?.documentValue ?? [:])
    isUnique = specification["unique"]?.boolValue ?? false
    isSparse = specification["sparse"]?.boolValue ?? false
    partialFilter = specification["partialFilterExpression"]?.documentValue
    collation = specification["collation"]?.documentValue
    expiresAfterSeconds = specification["expireAfterSeconds"]?.doubleValue.map(Self.seconds)
    isHidden = specification["hidden"]?.boolValue ?? false
    isPreparedForUnique = specification["prepareUnique"]?.boolValue ?? false
    isBeingBuilt = entry["buildUUID"] != nil
  }

  /// Servers before 5.0 keep any number, and take NaN for 0.
  private static func seconds(_ number: Double) -> Int {
    if number.isNaN { return 0 }
    return Int(exactly: number.rounded(.towardZero)) ?? (number < 0 ? .min : .max)
  }

  /// It holds every document, each text under its own bytes: what all wanted indexes do.
  var coversAll: Bool { !isSparse && partialFilter == nil && collation == nil }
}
