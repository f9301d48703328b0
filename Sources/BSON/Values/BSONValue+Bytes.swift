extension [UInt8] {
  func bsonValue(of element: BSONElement) -> BSONValue {
    let start = element.value.lowerBound
    switch element.type {
    case BSONType.double: return .double(Double(bitPattern: little(UInt64.self, at: start)))
    case BSONType.string: return .string(bsonString(at: start))
    case BSONType.document: return .document(BSONDocument(unchecked: Array(self[element.value])))
    case BSONType.array: return .array(bsonArray(at: start))
    case BSONType.binary: return bsonBinary(in: element.value)
    case BSONType.undefined: return .undefined
    case BSONType.objectID: return .objectID(BSONObjectID(bytes: self[element.value]))
    case BSONType.bool: return .bool(self[start] != 0)
    case BSONType.date: return .date(BSONDate(milliseconds: little(Int64.self, at: start)))
    case BSONType.null: return .null
    case BSONType.regularExpression:
      let end = endOfCString(at: start)
      return .regularExpression(
        pattern: String(decoding: self[start..<end], as: UTF8.self),
        options: String(decoding: self[end + 1..<element.value.upperBound - 1], as: UTF8.self))
    case BSONType.databasePointer:
      return .databasePointer(
        bsonString(at: start), BSONObjectID(bytes: self[element.value.upperBound - 12..<element.value.upperBound]))
    case BSONType.javascript: return .javascript(bsonString(at: start))
    case BSONType.symbol: return .symbol(bsonString(at: start))
    case BSONType.javascriptWithScope:
      let scope = start + 8 + Int(little(UInt32.self, at: start + 4))
      return .javascriptWithScope(
        bsonString(at: start + 4), BSONDocument(unchecked: Array(self[scope..<element.value.upperBound])))
    case BSONType.int32: return .int32(little(Int32.self, at: start))
    case BSONType.timestamp: return .timestamp(little(UInt64.self, at: start))
    case BSONType.int64: return .int64(little(Int64.self, at: start))
    case BSONType.decimal128:
      return .decimal128(high: little(UInt64.self, at: start + 8), low: little(UInt64.self, at: start))
    case BSONType.minKey: return .minKey
    case BSONType.maxKey: return .maxKey
    default: preconditionFailure("not BSON: element type \(element.type)")
    }
  }

  private func bsonString(at start: Int) -> String {
    let length = Int(little(UInt32.self, at: start))
    return String(decoding: self[start + 4..<start + 3 + length], as: UTF8.self)
  }

  private func bsonArray(at start: Int) -> [BSONValue] {
    var values: [BSONValue] = []
    var scanner = BSONScanner(of: self, at: start)
    while let element = scanner.next(in: self) { values.append(bsonValue(of: element)) }
    return values
  }

  private func bsonBinary(in value: Range<Int>) -> BSONValue {
    let subtype = self[value.lowerBound + 4]
    let content = self[(value.lowerBound + 5)..<value.upperBound]
    // Subtype 2 carries its length twice; where the two differ, which servers let pass, all of it is content.
    let isDoubled =
      subtype == 2 && content.count >= 4 && Int(little(UInt32.self, at: content.startIndex)) == content.count - 4
    return .binary(subtype: subtype, Array(isDoubled ? content.dropFirst(4) : content))
  }
}
