extension CollectionDefinition {
  public static let devices = CollectionDefinition(
    "devices", .directory, "Devices that users have registered.", volume: 1_200,
    identifiedBy: [["user_uuid", "registered_at"]],
    fields: [
      .uuid,
      Field("user_uuid", .uuid, required: true, "Its owner."),
      Field("name", .text, "Name its owner gave it."),
      Field("os_name", .text, "Operating system."),
      Field("os_version", .text, "Its version."),
      Field("platform", .text, "Browser or app."),
      Field("is_trusted", .boolean, "Trusted by the account."),
      Field("registered_at", .date, "When it was registered."),
      Field("last_used", .date, "When it was last used."),
      .customFields([
        Field("device_model", .text, "Model."),
        Field("serial_number", .text, "Serial number."),
        Field("managed", .boolean, "Under device management."),
      ]),
    ],
    indexes: [
      .uniqueUUID,
      IndexDefinition(["user_uuid", "-last_used"], "A user's devices, latest used first."),
    ])
}
