extension CollectionDefinition {
  public static let sessions = CollectionDefinition(
    "sessions", .directory, "Sessions that sign-ins opened.",
    identifiedBy: [["device_uuid", "login_time"]], leadingDate: "login_time",
    fields: [
      .uuid,
      Field("user_uuid", .uuid, required: true, "Whose session."),
      Field("device_uuid", .uuid, "On which device."),
      Field("ip", .text, "From which address."),
      Field("login_time", .date, required: true, "When it was opened."),
      Field("last_activity", .date, "When it was last used."),
      Field("ended_at", .date, "When it ended; null while it is open."),
      .client,
      .location,
    ],
    indexes: [
      .uniqueUUID,
      IndexDefinition(["user_uuid", "-login_time"], "A user's sessions."),
      IndexDefinition(["device_uuid", "-login_time"], "A device's sessions."),
      IndexDefinition(["-last_activity"], "Active sessions."),
    ])
}
