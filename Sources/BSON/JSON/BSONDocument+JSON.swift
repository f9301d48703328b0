extension BSONDocument {
  /// One JSON object; Extended JSON v2, canonical and relaxed, is read as the types it names. No schema: an RFC 3339
  /// string stays a string. White space around it is skipped, anything else after it is an error.
  public init(json: some Collection<UInt8>) throws(JSONError) {
    var reader = JSONReader(Array(json))
    self = try reader.readDocument()
  }

  public init(json: some StringProtocol) throws(JSONError) { try self.init(json: Array(json.utf8)) }
}
