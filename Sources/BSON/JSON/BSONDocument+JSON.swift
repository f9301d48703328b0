extension BSONDocument {
  /// One JSON object; Extended JSON v2, canonical and relaxed, is read as the types it names. No schema: an RFC 3339
  /// string stays a string. White space around it is skipped, anything else after it is an error.
  public init(json: some Collection<UInt8>) throws(JSONError) {
    var text = Array(json)
    let count = text.count
    text.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: TextConverter.padding))
    let capacity = TextConverter.capacity(for: count)
    let outcome = text.withUnsafeBufferPointer { text -> Result<BSONDocument, JSONError> in
      // SAFETY: the padding and the capacity are what `TextConverter` asks for.
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { output in
        Self.read(text.baseAddress!, count: count, into: output.baseAddress!)
      }
    }
    self = try outcome.get()
  }

  public init(json: some StringProtocol) throws(JSONError) { try self.init(json: Array(json.utf8)) }

  private static let noFields = CompiledFields([], pages: nil)

  private static func read(
    _ text: UnsafePointer<UInt8>, count: Int, into output: UnsafeMutablePointer<UInt8>
  ) -> Result<BSONDocument, JSONError> {
    let limit = text + count
    let start = TextConverter.skipWhiteSpace(text, until: limit)
    guard start[0] == UInt8(ascii: "{") else {
      return .failure(JSONError(start[0] == UInt8(ascii: "[") ? .notObject : .notJSON, at: start - text))
    }
    var converter = TextConverter(noFields)
    let outcome = converter.run(start, until: limit, into: output)
    if let reason = JSONError.Reason(outcome.fault) {
      return .failure(JSONError(reason, at: Swift.min(outcome.next, limit) - text))
    }
    let rest = TextConverter.skipWhiteSpace(outcome.next, until: limit)
    if rest < limit { return .failure(JSONError(.notJSON, at: rest - text)) }
    return .success(
      BSONDocument(unchecked: Array(UnsafeBufferPointer(start: output, count: outcome.end - output))))
  }
}

extension JSONError.Reason {
  fileprivate init?(_ fault: TextConverter.Fault) {
    switch fault {
    case .none: return nil
    case .notJSON: self = .notJSON
    case .notObject: self = .notObject
    case .notUTF8: self = .notUTF8
    case .tooDeep: self = .tooDeep
    case .numberOutOfRange: self = .numberOutOfRange
    case .badKey: self = .badKey
    case .badExtendedJSON, .badDate: self = .badExtendedJSON
    }
  }
}
