extension CollectionDefinition {
  public static let items = CollectionDefinition(
    "items", .directory, "Items in vaults; never their secrets.", volume: 5_000,
    identifiedBy: [["vault_uuid", "title"]],
    fields: [
      .uuid,
      Field("vault_uuid", .uuid, required: true, "The vault that holds it."),
      Field("title", .text, "Title."),
      Field("category", .text, "Login, Credit Card, Secure Note, Identity and others."),
      Field("created_by", .uuid, "The user who made it."),
      Field("created_at", .date, "When it was made."),
      Field("updated_at", .date, "When it was last changed."),
      Field("version", .integer, "Counts its changes from 1."),
      Field("is_trashed", .boolean, "In the bin."),
      Field("tags", .array(.text), "Tags."),
      .customFields([
        Field("website", .text, "Address it is filled in at."),
        Field("last_modified_by", .uuid, "The user who changed it last."),
        Field("security_score", .integer, "0 to 100."),
        Field("expiry_date", .date, "When its secret expires."),
      ]),
    ],
    indexes: [.uniqueUUID])
}
