extension CollectionDefinition {
  public static let auditEvents = CollectionDefinition(
    "audit_events", .events, "Actions that team members performed.", volume: 50_000,
    identifiedBy: [["actor_uuid"], ["object_type", "action"]], leadingDate: "timestamp",
    fields: [
      .uuid,
      Field("timestamp", .date, required: true, "When it happened."),
      Field("action", .enumeration(.auditAction), "What was done."),
      Field("object_type", .enumeration(.auditObjectType), "To what kind of thing."),
      Field("object_uuid", .uuid, "To which one."),
      Field("actor_uuid", .uuid, "By whom."),
      Field("aux_id", .integer, "A further number, by action."),
      Field("aux_info", .text, "A further fact, by action."),
      Field("aux_uuid", .uuid, "A further object or user, by action."),
      .location,
      Field(
        "session",
        .document([
          Field("uuid", .uuid, "The session_uuid of the sign-in that opened it."),
          Field("device_uuid", .uuid, "On which device."),
          Field("ip", .text, "From which address."),
          Field("login_time", .date, "When that sign-in was."),
        ]), "In which session; service accounts have none."),
      .insertTime,
    ],
    indexes: [
      .uniqueUUID, .byTime, .byArrival,
      IndexDefinition(["actor_uuid", "-timestamp"], "What a user did."),
      IndexDefinition(["action", "object_type", "-timestamp"], "Who did this."),
      IndexDefinition(["object_uuid", "-timestamp"], "What was done to this."),
      .byCountry,
      IndexDefinition(["session.uuid"], "What happened in a session."),
      IndexDefinition(["session.device_uuid", "-timestamp"], "What happened on a device."),
    ])
}
