extension CollectionDefinition {
  public static let itemUsages = CollectionDefinition(
    "item_usages", .events, "Uses of items in shared vaults.", volume: 25_000,
    identifiedBy: [["item_uuid", "user"]], leadingDate: "timestamp",
    fields: [
      .uuid,
      Field("timestamp", .date, required: true, "When it happened; arrives when the client next syncs."),
      Field("action", .enumeration(.usageAction), "How it was used."),
      Field("item_uuid", .uuid, "Which item."),
      Field("vault_uuid", .uuid, "In which vault."),
      .person("user", "Who used it."),
      .client,
      .location,
      Field("used_version", .integer, "Version of the item that was used."),
      .insertTime,
    ],
    indexes: [
      .uniqueUUID, .byTime, .byArrival,
      IndexDefinition(["item_uuid", "-timestamp"], "Who used an item."),
      IndexDefinition(["vault_uuid", "-timestamp"], "What was used in a vault."),
      IndexDefinition(["user.uuid", "-timestamp"], "What a user used."),
      IndexDefinition(["action", "-timestamp"], "Exports, reveals, copies."),
      .byCountry,
    ])
}
