/// Why bytes are no BSON document; `offset` is the first byte that cannot be right.
public struct BSONError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Reason: String, Sendable, Hashable {
    case truncated = "ends too early"
    case badLength = "a length does not fit"
    case notTerminated = "a terminating zero is missing"
    case unknownType = "unknown element type"
    case notUTF8 = "a string is not UTF-8"
    case badBoolean = "a boolean is neither 0 nor 1"
    case tooDeep = "nested too deeply"
  }

  public let reason: Reason
  public let offset: Int

  public init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  public var description: String { "not BSON: \(reason.rawValue) at byte \(offset)" }
}
