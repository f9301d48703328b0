extension CollectionDefinition {
  public static let vaults = CollectionDefinition(
    "vaults", .directory, "Vaults and who may open them.", volume: 150,
    identifiedBy: [["permissions", "name"]],
    fields: [
      .uuid,
      Field("name", .text, "Name."),
      Field("description", .text, "Description."),
      Field("is_shared", .boolean, "More than one user may open it."),
      Field("created_by", .uuid, "The user who made it."),
      Field("created_at", .date, "When it was made."),
      Field(
        "permissions",
        .array(
          .document([
            Field("user_uuid", .uuid, "Who may open it."),
            Field("role", .enumeration(.vaultRole), "As what."),
            Field("granted_at", .date, "Since when."),
          ])), "Who may open it."),
      .customFields([
        Field("vault_type", .text, "Team, Private, Shared and the like."),
        Field("compliance_level", .text, "Standard, enhanced and the like."),
        Field("auto_lock", .boolean, "Locks by itself."),
      ]),
    ],
    indexes: [.uniqueUUID])
}
