extension [UInt8] {
  /// Nesting that our own reader takes; the server stops at 180, so what it hands out passes.
  static let greatestBSONDepth = 200

  func validateBSON() throws(BSONError) {
    let end = try validateDocument(at: 0, limit: count, depth: 0)
    if end != count { throw BSONError(.badLength, at: 0) }
  }

  /// Returns where the document ends, which is never beyond `limit`.
  private func validateDocument(at start: Int, limit: Int, depth: Int) throws(BSONError) -> Int {
    if depth > Self.greatestBSONDepth { throw BSONError(.tooDeep, at: start) }
    let end = start + (try length(at: start, atLeast: 5, limit: limit))
    if self[end - 1] != 0 { throw BSONError(.notTerminated, at: end - 1) }
    var next = start + 4
    while next < end - 1 {
      let type = self[next]
      if type == 0 { throw BSONError(.badLength, at: next) }
      next = try validateCString(at: next + 1, limit: end - 1)
      next = try validateValue(of: type, at: next, limit: end - 1, depth: depth)
    }
    return end
  }

  private func validateValue(of type: UInt8, at start: Int, limit: Int, depth: Int) throws(BSONError) -> Int {
    func fixed(_ size: Int) throws(BSONError) -> Int {
      if limit - start < size { throw BSONError(.truncated, at: start) }
      return start + size
    }
    switch type {
    case BSONType.undefined, BSONType.null, BSONType.minKey, BSONType.maxKey: return start
    case BSONType.bool:
      let end = try fixed(1)
      if self[start] > 1 { throw BSONError(.badBoolean, at: start) }
      return end
    case BSONType.int32: return try fixed(4)
    case BSONType.double, BSONType.date, BSONType.timestamp, BSONType.int64: return try fixed(8)
    case BSONType.objectID: return try fixed(12)
    case BSONType.decimal128: return try fixed(16)
    case BSONType.document, BSONType.array: return try validateDocument(at: start, limit: limit, depth: depth + 1)
    case BSONType.string, BSONType.javascript, BSONType.symbol: return try validateString(at: start, limit: limit)
    case BSONType.binary:
      return start + 5 + (try length(at: start, atLeast: 0, limit: limit - 5))
    case BSONType.databasePointer:
      let end = try validateString(at: start, limit: limit)
      if limit - end < 12 { throw BSONError(.truncated, at: end) }
      return end + 12
    case BSONType.regularExpression:
      return try validateCString(at: validateCString(at: start, limit: limit), limit: limit)
    case BSONType.javascriptWithScope:
      let end = start + (try length(at: start, atLeast: 14, limit: limit))
      let scope = try validateString(at: start + 4, limit: end)
      if try validateDocument(at: scope, limit: end, depth: depth + 1) != end { throw BSONError(.badLength, at: start) }
      return end
    default: throw BSONError(.unknownType, at: start)
    }
  }

  /// The length at `start`, when that many bytes from there end within `limit`.
  private func length(at start: Int, atLeast least: Int, limit: Int) throws(BSONError) -> Int {
    if limit - start < 0 || count - start < 4 { throw BSONError(.truncated, at: start) }
    let length = Int(little(Int32.self, at: start))
    if length < least || length > limit - start { throw BSONError(.badLength, at: start) }
    return length
  }

  private func validateString(at start: Int, limit: Int) throws(BSONError) -> Int {
    let end = start + 4 + (try length(at: start, atLeast: 1, limit: limit - 4))
    if self[end - 1] != 0 { throw BSONError(.notTerminated, at: end - 1) }
    try validateUTF8(start + 4..<end - 1)
    return end
  }

  private func validateCString(at start: Int, limit: Int) throws(BSONError) -> Int {
    guard start < limit, let end = self[start..<limit].firstIndex(of: 0) else {
      throw BSONError(.notTerminated, at: start)
    }
    try validateUTF8(start..<end)
    return end + 1
  }

  private func validateUTF8(_ range: Range<Int>) throws(BSONError) {
    if String(validating: self[range], as: UTF8.self) == nil { throw BSONError(.notUTF8, at: range.lowerBound) }
  }
}
