extension CollectionDefinition {
  public static let users = CollectionDefinition(
    "users", .directory, "User profiles and account information.", volume: 500,
    identifiedBy: [["email", "role"]],
    fields: [
      .uuid,
      Field("email", .text, required: true, "E-mail address, unique."),
      Field("name", .text, "Full name."),
      Field("is_active", .boolean, "False once suspended."),
      Field("created_at", .date, "When the account was made."),
      Field("last_seen", .date, "When it was last used."),
      Field("role", .enumeration(.userRole), "Role in the team account."),
      .customFields([
        Field("department", .text, "Department."),
        Field("employee_id", .text, "Personnel number."),
        Field("security_clearance", .text, "Clearance."),
      ]),
    ],
    indexes: [
      .uniqueUUID,
      IndexDefinition(["email"], unique: true, "An address belongs to one user; users by address."),
      IndexDefinition(["-created_at"], "Newest users."),
      IndexDefinition(["-last_seen"], "Dormant users."),
    ])
}
