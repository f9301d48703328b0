// The values of fields and queries are BSON's: whoever imports the model can name them. A program that has
// another module of that name gives this one an alias (`moduleAliases` of the product it depends on).
@_exported public import BSON

/// What exists in a database of 1Password events: collections, fields, enumerations, indexes, named queries.
///
/// Everything the tools know by name is declared here and nowhere else. The shapes are those of the Events API 1.2.0.
public enum OnePwModel {
  /// The nine collections, in the order in which a document's shape is tried against them: the first match wins.
  public static let collections: [CollectionDefinition] = [
    .signInAttempts, .itemUsages, .auditEvents, .sessions, .devices, .items, .vaults, .users, .locations,
  ]

  /// The collections of immutable events: sign-in attempts, item usages, audit events.
  public static let events = collections.filter { $0.kind == .events }

  public static func collection(named name: String) -> CollectionDefinition? {
    collections.first { $0.name == name }
  }

  /// The database used when neither `--db` nor the URI names one.
  public static let defaultDatabase = "onepassword_events"
}
