extension Field {
  static let uuid = Field("uuid", .uuid, required: true, "Its identifier.")

  static let location = Field(
    "location",
    .document([
      Field("country", .text, "ISO 3166-1 alpha-2."),
      Field("region", .text, "Region or state."),
      Field("city", .text, "City."),
      Field("latitude", .double, "Degrees north."),
      Field("longitude", .double, "Degrees east."),
    ]), "Where the address is, as the service located it; may be missing, in part or as a whole.")

  static let client = Field(
    "client",
    .document([
      Field("app_name", .text, "Such as 1Password for Mac."),
      Field("app_version", .text, "Build number, as text."),
      Field("platform_name", .text, "Browser, or for desktop apps the host's name."),
      Field("platform_version", .text, "Browser or device version."),
      Field("os_name", .text, "Operating system."),
      Field("os_version", .text, "Its version."),
      Field("ip_address", .text, "IPv4 or IPv6 address."),
    ]), "The program that was used.")

  /// A user as events name one: directories need not be loaded to know who it was.
  static func person(_ name: String, _ note: String) -> Field {
    Field(
      name,
      .document([
        Field("uuid", .uuid, "The user."),
        Field("name", .text, "Full name."),
        Field("email", .text, "E-mail address."),
      ]), note)
  }

  static func customFields(_ fields: [Field]) -> Field {
    Field("custom_fields", .document(fields), "What the organisation adds of its own.")
  }

  static let insertTime = Field(
    "insert_time", .date, "When opload last sent it; readers that must miss nothing follow it.")
}

extension IndexDefinition {
  static let uniqueUUID = IndexDefinition(["uuid"], unique: true, "A uuid is stored once.")
  static let byTime = IndexDefinition(["-timestamp"], "Newest first; any period.")
  static let byArrival = IndexDefinition(["insert_time", "_id"], "The feed's order: pages, cursors, follow.")
  static let byCountry = IndexDefinition(["location.country", "-timestamp"], "From one country.")
}
