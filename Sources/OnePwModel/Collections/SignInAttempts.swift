extension CollectionDefinition {
  public static let signInAttempts = CollectionDefinition(
    "sign_in_attempts", .events, "Attempts to sign in, successful or not.", volume: 15_000,
    identifiedBy: [["target_user"], ["category", "client"]], leadingDate: "timestamp",
    fields: [
      .uuid,
      Field("timestamp", .date, required: true, "When it happened."),
      Field("category", .enumeration(.signInCategory), "How it ended."),
      Field("type", .enumeration(.signInType), "Why it ended so."),
      .person("target_user", "Whose account."),
      Field("session_uuid", .uuid, "The session it opened, or would have."),
      .client,
      .location,
      Field("country", .text, "Where from; mostly ISO 3166-1 alpha-2, at times a name."),
      Field(
        "details", .document([Field("value", .text, "What a firewall rule matched.")]), "More, or null."),
      .insertTime,
    ],
    indexes: [
      .uniqueUUID, .byTime, .byArrival,
      IndexDefinition(["target_user.uuid", "-timestamp"], "A user's attempts."),
      IndexDefinition(["category", "-timestamp"], "Failures, successes."),
      .byCountry,
      IndexDefinition(["client.ip_address", "-timestamp"], "Attempts from an address."),
      IndexDefinition(["session_uuid"], "The sign-in that opened a session."),
    ])
}
