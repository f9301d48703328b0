extension CollectionDefinition {
  public static let locations = CollectionDefinition(
    "locations", .directory, "Cities that events come from.",
    identifiedBy: [["city", "latitude"]], identity: ["country", "region", "city"],
    fields: [
      Field("country", .text, required: true, "ISO 3166-1 alpha-2."),
      Field("region", .text, required: true, "Region or state."),
      Field("city", .text, required: true, "City."),
      Field("latitude", .double, "Degrees north."),
      Field("longitude", .double, "Degrees east."),
      Field("timezone", .text, "IANA name."),
    ],
    indexes: [
      IndexDefinition(["country", "region", "city"], unique: true, "A city is stored once.")
    ])
}
