extension JSONWriter {
  typealias Output = UnsafeMutablePointer<UInt8>

  /// One walk over the bytes of one document.
  ///
  /// SAFETY: nothing at or beyond `limit` is read, which each step compares with before it reads; the output has the
  /// capacity that `JSONWriter.capacity` promises, and up to eight bytes behind the text for whole words.
  struct Walk {
    static let greatestDepth = 200

    var next: UnsafePointer<UInt8>
    /// The end of all bytes.
    let limit: UnsafePointer<UInt8>
    let style: JSONStyle
    var fault = BSONError.Reason.truncated
    private var depth = 0

    init(start: UnsafePointer<UInt8>, limit: UnsafePointer<UInt8>, style: JSONStyle) {
      next = start
      self.limit = limit
      self.style = style
    }

    /// Where the text of the whole document ends; nil on a fault, with `next` where it is.
    mutating func writeDocument(_ output: Output) -> Output? {
      guard let size = length(atLeast: 5) else { return nil }
      guard next + size == limit else { return stop(.badLength) }
      return writeContainer(output, isArray: false)
    }

    mutating func stop(_ reason: BSONError.Reason) -> Output? {
      fault = reason
      return nil
    }

    /// The signed length at `next`, when it is at least that and ends before the limit.
    @inline(__always)
    mutating func length(atLeast least: Int) -> Int? {
      guard limit - next >= 4 else { return nil }
      let length = Int(Int32(truncatingIfNeeded: next.halfWord))
      guard length >= least, length <= limit - next else {
        fault = .badLength
        return nil
      }
      return length
    }

    /// The document or array at `next`, which is left behind it.
    mutating func writeContainer(_ output: Output, isArray: Bool) -> Output? {
      guard let size = length(atLeast: 5) else { return nil }
      let end = next + (size - 1)
      guard end[0] == 0 else { return stop(.notTerminated) }
      guard depth < Self.greatestDepth else { return stop(.tooDeep) }
      depth += 1
      defer { depth -= 1 }
      var output = output
      output[0] = UInt8(ascii: isArray ? "[" : "{")
      output += 1
      next += 4
      var isFirst = true
      while next < end {
        let type = next[0]
        next += 1
        if !isFirst {
          output[0] = UInt8(ascii: ",")
          output += 1
        }
        isFirst = false
        if isArray {
          while next < end, next[0] != 0 { next += 1 }
        } else {
          output[0] = UInt8(ascii: "\"")
          (next, output) = Self.copyKey(next, until: end, to: output + 1)
          output[0] = UInt8(ascii: "\"")
          output[1] = UInt8(ascii: ":")
          output += 2
        }
        guard next < end else { return stop(.notTerminated) }
        next += 1
        guard let after = writeValue(type, end, output) else { return nil }
        output = after
      }
      guard next == end else { return stop(.badLength) }
      next = end + 1
      output[0] = UInt8(ascii: isArray ? "]" : "}")
      return output + 1
    }

    /// The value at `next`, which ends at or before `end`.
    @inline(__always)
    private mutating func writeValue(_ type: UInt8, _ end: UnsafePointer<UInt8>, _ output: Output) -> Output? {
      switch type {
      case BSONType.string: return writeString(until: end, to: output)
      case BSONType.date:
        guard end - next >= 8 else { return stop(.truncated) }
        let date = BSONDate(milliseconds: Int64(bitPattern: next.word))
        next += 8
        return Self.writeDate(date, style, to: output)
      case BSONType.int32:
        guard end - next >= 4 else { return stop(.truncated) }
        let value = Int32(bitPattern: next.halfWord)
        next += 4
        return Self.writeInteger(Int64(value), to: output)
      case BSONType.int64:
        guard end - next >= 8 else { return stop(.truncated) }
        let value = Int64(bitPattern: next.word)
        next += 8
        return Self.writeInteger(value, to: output)
      case BSONType.double:
        guard end - next >= 8 else { return stop(.truncated) }
        let value = Double(bitPattern: next.word)
        next += 8
        return Self.writeDouble(value, to: output)
      case BSONType.document, BSONType.array: return writeContainer(output, isArray: type == BSONType.array)
      case BSONType.null: return Self.write("null", to: output)
      case BSONType.bool:
        guard end - next >= 1 else { return stop(.truncated) }
        guard next[0] <= 1 else { return stop(.badBoolean) }
        next += 1
        return next[-1] == 1 ? Self.write("true", to: output) : Self.write("false", to: output)
      case BSONType.objectID:
        guard end - next >= 12 else { return stop(.truncated) }
        return writeObjectID(style, to: output)
      default: return writeRare(type, end, output)
      }
    }

    /// Length, bytes, zero: the text between quotation marks.
    @inline(__always)
    mutating func writeString(until end: UnsafePointer<UInt8>, to output: Output) -> Output? {
      guard end - next >= 5 else { return stop(.truncated) }
      let size = Int(Int32(truncatingIfNeeded: next.halfWord))
      guard size >= 1, size <= end - next - 4 else { return stop(.badLength) }
      let last = next + (size + 3)
      guard last[0] == 0 else { return stop(.notTerminated) }
      output[0] = UInt8(ascii: "\"")
      let after = Self.copyText(next + 4, until: last, limit, to: output + 1)
      after[0] = UInt8(ascii: "\"")
      next = last + 1
      return after + 1
    }

    mutating func writeObjectID(_ style: JSONStyle, to output: Output) -> Output {
      var output = style == .plain ? output : Self.write(#"{"$oid":"#, to: output)
      output[0] = UInt8(ascii: "\"")
      for group in 0..<3 { (output + 1 + 8 * group).store(Self.hexadecimal((next + 4 * group).halfWord)) }
      output[25] = UInt8(ascii: "\"")
      output += 26
      next += 12
      return style == .plain ? output : Self.write("}", to: output)
    }

    @inline(__always)
    static func write(_ text: StaticString, to output: Output) -> Output {
      output.update(from: text.utf8Start, count: text.utf8CodeUnitCount)
      return output + text.utf8CodeUnitCount
    }
  }
}
