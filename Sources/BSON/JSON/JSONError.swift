/// Why a text is no JSON object; `offset` is the byte, from 0, where reading stopped.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Reason: String, Sendable, Hashable {
    case notJSON = "not JSON"
    case notObject = "not a JSON object"
    case notUTF8 = "not UTF-8"
    case tooDeep = "nested deeper than 100"
    case numberOutOfRange = "a number out of range"
    case badKey = "a key that holds a NUL"
    case badExtendedJSON = "a malformed Extended JSON value"
  }

  public let reason: Reason
  public let offset: Int

  public init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  public var description: String { "\(reason.rawValue), at byte \(offset + 1)" }
}
