public import BSON

/// A value that a parameter does not take, in a sentence that says what it does take.
public struct QueryArgumentError: Error, Sendable, Equatable {
  public let message: String

  public init(message: String) { self.message = message }
}

extension QueryParameter {
  /// The BSON value for what was typed. It is data whatever it holds: `{"$gt": ""}` is a text of ten characters, and
  /// `@names.txt`, a file to opq, is a text here, which reads none.
  public func value(of text: String, now: BSONDate) throws(QueryArgumentError) -> BSONValue {
    guard let value = read(text, now: now) else {
      throw QueryArgumentError(message: "--\(name) takes \(form), not '\(text)'")
    }
    return value
  }

  private func read(_ text: String, now: BSONDate) -> BSONValue? {
    // No `? value : nil` here: a nil literal may become the value null.
    switch type {
    case .time: return TimeExpression(text).map { .date($0.date(now: now)) }
    case .duration:
      // Nothing lies within no time, and the server divides by some windows.
      guard let length = DurationExpression(text)?.milliseconds, length > 0 else { return .none }
      return .int64(length)
    case .int(let bounds):
      guard let number = Int(text), bounds.contains(number) else { return .none }
      return BSONValue(number)
    case .number(let bounds):
      guard let number = Double(text), number.isFinite, bounds.contains(number) else { return .none }
      return .double(number)
    case .text: return .string(text)
    case .list: return Self.list(text.split(separator: ",").map(\.withoutBlanks).filter { !$0.isEmpty })
    case .enumeration(let values):
      guard values.contains(text) else { return .none }
      return .string(text)
    case .zone:
      guard Self.isZone(text) else { return .none }
      return .string(text)
    }
  }

  /// The BSON value for what a file has: a default, or an example's argument.
  public func value(ofJSON json: BSONValue, now: BSONDate) throws(QueryArgumentError) -> BSONValue {
    switch (type, json) {
    case (.list, .array(let elements)):
      if let list = Self.list(elements.compactMap(\.stringValue)), list.arrayValue?.count == elements.count {
        return list
      }
    case (.int, .int32), (.int, .int64), (.number, .int32), (.number, .int64), (.number, .double):
      return try value(of: json.jsonString(), now: now)
    case (.list, _), (.int, _), (.number, _): break
    case (_, .string(let text)): return try value(of: text, now: now)
    default: break
    }
    throw QueryArgumentError(message: "--\(name) takes \(form), not \(json.jsonString())")
  }

  private static func list(_ texts: [String]) -> BSONValue? {
    guard !texts.isEmpty else { return .none }
    return .array(texts.map(BSONValue.string))
  }

  /// Whether it could be a zone: which zones there are is the server's to know.
  private static func isZone(_ text: String) -> Bool {
    let letters = text.utf8.allSatisfy {
      0x41...0x5A ~= $0 & 0xDF || 0x30...0x39 ~= $0 || [0x2F, 0x5F, 0x2B, 0x2D, 0x3A].contains($0)
    }
    return letters && 1...64 ~= text.utf8.count
  }
}

extension StringProtocol {
  /// Without the blanks around it: one value of a list, on a command line as in a file.
  package var withoutBlanks: String {
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    return String(drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }
}
