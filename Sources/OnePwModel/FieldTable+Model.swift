public import BSON

extension OnePwModel {
  /// What opload's converter has to know of the nine collections, made from their declarations.
  public static let fieldTable = FieldTable(
    collections.map { collection in
      FieldTable.Collection(
        name: collection.name, dates: collection.datePaths.filter { $0 != stampField },
        doubles: collection.doublePaths, identifyingKeys: collection.identifyingKeys, identity: collection.identity,
        leadingTime: collection.leadingDate, stamp: collection.kind == .events ? stampField : nil)
    }, pages: FieldTable.PageKeys(items: "items", markers: ["cursor", "has_more"]))

  /// The date that opload stamps on events at every send.
  public static let stampField = "insert_time"
}
