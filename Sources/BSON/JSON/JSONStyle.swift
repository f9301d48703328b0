/// How BSON types that JSON lacks are written.
public enum JSONStyle: Sendable, Hashable, CaseIterable {
  /// Dates as RFC 3339 strings, ObjectIds as hexadecimal strings; the rest as `extended`.
  case plain
  /// Extended JSON v2, relaxed: what mongoimport and mongosh read back as the same types.
  case extended
}
