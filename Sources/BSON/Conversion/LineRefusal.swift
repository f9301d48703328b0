/// Why a line, or an item of a page, cannot be stored. Holds no text of the line but the names of its fields.
public struct LineRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  /// Raw values are the fixed codes of the streams contract.
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    case notJSON = "not-json"
    case notObject = "not-object"
    case notUTF8 = "not-utf8"
    case tooDeep = "too-deep"
    case numberOutOfRange = "number-out-of-range"
    /// An Extended JSON wrapper such as `$oid` with a value that it cannot have.
    case badExtendedJSON = "bad-extended-json"
    /// A key with a NUL in it, which BSON cannot hold.
    case badKey = "bad-key"
    case badDate = "bad-date"
    case missingUUID = "missing-uuid"
    case noCollection = "no-collection"
  }

  public let reason: Reason
  /// Which byte of the line is wrong, from 1; nil where the fault has no place.
  public let column: Int?
  /// The dotted path of the field that is wrong, array elements by their number; nil where the fault has no field.
  public let field: String?

  public init(_ reason: Reason, column: Int? = nil, field: String? = nil) {
    self.reason = reason
    self.column = column
    self.field = field
  }

  public var description: String {
    let what =
      switch reason {
      case .notJSON: "not JSON"
      case .notObject: "not a JSON object"
      case .notUTF8: "not UTF-8"
      case .tooDeep: "nested deeper than 100"
      case .numberOutOfRange: "a number out of range"
      case .badExtendedJSON: "a malformed Extended JSON value"
      case .badKey: "a key that holds a NUL"
      case .badDate: "not a date"
      case .missingUUID: "no uuid"
      case .noCollection: "the shape of no known collection"
      }
    return what + (field.map { " in field \(Self.shown($0))" } ?? "") + (column.map { ", at byte \($0)" } ?? "")
  }

  /// A key may be as long as a line; the beginning of it names the field well enough.
  private static func shown(_ field: String) -> String {
    let scalars = field.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: 120, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return field }
    return String(scalars[..<end]) + "…"
  }
}
