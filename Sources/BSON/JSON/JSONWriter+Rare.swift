extension JSONWriter.Walk {
  /// The types that events never hold, as Extended JSON v2.
  mutating func writeRare(_ type: UInt8, _ end: UnsafePointer<UInt8>, _ output: Output) -> Output? {
    switch type {
    case BSONType.undefined: return Self.write(#"{"$undefined":true}"#, to: output)
    case BSONType.minKey: return Self.write(#"{"$minKey":1}"#, to: output)
    case BSONType.maxKey: return Self.write(#"{"$maxKey":1}"#, to: output)
    case BSONType.binary: return writeBinary(end, output)
    case BSONType.javascript: return writeWrapped(#"{"$code":"#, end, output)
    case BSONType.symbol: return writeWrapped(#"{"$symbol":"#, end, output)
    case BSONType.regularExpression:
      var output = Self.write(#"{"$regularExpression":{"pattern":""#, to: output)
      (next, output) = Self.copyKey(next, until: end, to: output)
      guard next < end else { return stop(.notTerminated) }
      output = Self.write(#"","options":""#, to: output)
      (next, output) = Self.copyKey(next + 1, until: end, to: output)
      guard next < end else { return stop(.notTerminated) }
      next += 1
      return Self.write(#""}}"#, to: output)
    case BSONType.databasePointer:
      guard let named = writeString(until: end, to: Self.write(#"{"$dbPointer":{"$ref":"#, to: output)) else {
        return nil
      }
      guard end - next >= 12 else { return stop(.truncated) }
      return Self.write("}}", to: writeObjectID(.extended, to: Self.write(#","$id":"#, to: named)))
    case BSONType.javascriptWithScope:
      guard end - next >= 4, let size = length(atLeast: 14), size <= end - next else { return stop(.badLength) }
      let last = next + size
      next += 4
      guard let code = writeString(until: last, to: Self.write(#"{"$code":"#, to: output)),
        let scope = writeContainer(Self.write(#","$scope":"#, to: code), isArray: false)
      else { return nil }
      guard next == last else { return stop(.badLength) }
      return Self.write("}", to: scope)
    case BSONType.timestamp:
      guard end - next >= 8 else { return stop(.truncated) }
      let value = next.word
      next += 8
      let seconds = Self.writeDigits(value >> 32, to: Self.write(#"{"$timestamp":{"t":"#, to: output))
      return Self.write("}}", to: Self.writeDigits(value & 0xFFFF_FFFF, to: Self.write(#","i":"#, to: seconds)))
    case BSONType.decimal128:
      guard end - next >= 16 else { return stop(.truncated) }
      let text = Decimal128(high: (next + 8).word, low: next.word).text
      next += 16
      return Self.write("\"}", to: Self.write(text.utf8, to: Self.write(#"{"$numberDecimal":""#, to: output)))
    default:
      next -= 1
      return stop(.unknownType)
    }
  }

  private mutating func writeWrapped(_ head: StaticString, _ end: UnsafePointer<UInt8>, _ output: Output) -> Output? {
    writeString(until: end, to: Self.write(head, to: output)).map { Self.write("}", to: $0) }
  }

  private mutating func writeBinary(_ end: UnsafePointer<UInt8>, _ output: Output) -> Output? {
    guard end - next >= 5 else { return stop(.truncated) }
    let size = Int(Int32(truncatingIfNeeded: next.halfWord))
    let subtype = next[4]
    next += 5
    guard size >= 0, size <= end - next else { return stop(.badLength) }
    var content = UnsafeBufferPointer(start: next, count: size)
    // Subtype 2 carries its length twice; where the two differ, which servers let pass, all of it is content.
    if subtype == 2, size >= 4, Int(next.halfWord) == size - 4 {
      content = UnsafeBufferPointer(rebasing: content.dropFirst(4))
    }
    next += size
    var output = Self.write(Base64.encode(content), to: Self.write(#"{"$binary":{"base64":""#, to: output))
    output = Self.write(Hex.digits(of: [subtype]), to: Self.write(#"","subType":""#, to: output))
    return Self.write(#""}}"#, to: output)
  }

  private static func write(_ text: some Sequence<UInt8>, to output: Output) -> Output {
    var end = output
    for byte in text {
      end[0] = byte
      end += 1
    }
    return end
  }
}
