public import BSON

/// A typed value that a query takes, and an option of that query on the command line.
public struct QueryParameter: Sendable {
  public enum ValueType: Sendable, Equatable {
    /// A moment; bound as a date.
    case time
    /// A length of time; bound as milliseconds, an int64.
    case duration
    /// Within the bounds, where there are any.
    case int(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    case text
    /// Texts; bound as an array.
    case list
    /// One of these texts.
    case enumeration([String])
    /// A time zone; bound as text.
    case zone
  }

  public let name: String
  public let type: ValueType
  public let help: String
  /// As the file has it: `"24h"`, `5`, `["CN"]`. Nil for an optional parameter.
  public let defaultValue: BSONValue?
  /// Whether e-mail addresses may stand for the uuids of users, in a text or in a list of them.
  public let resolvesUser: Bool

  /// What may be written on opq's command line, to follow "takes". A list's `@file` is for opq to read: here it is a text.
  public var form: String {
    switch type {
    case .time: TimeExpression.form
    case .duration: DurationExpression.form + ", above zero"
    case .int(let bounds): "a whole number\(Self.describe(bounds.lowerBound, bounds.upperBound, .min, .max))"
    case .number(let bounds):
      "a number\(Self.describe(bounds.lowerBound, bounds.upperBound, -Double.infinity, .infinity))"
    case .text: resolvesUser ? "a user's uuid or e-mail address" : "a text"
    case .list:
      "\(resolvesUser ? "users' uuids or e-mail addresses" : "texts") with commas between, or @file with one a line"
    case .enumeration(let values):
      values.count < 2 ? values.joined() : values.dropLast().joined(separator: ", ") + " or \(values.last ?? "")"
    case .zone: "a time zone such as Europe/Berlin, UTC or +02:00"
    }
  }

  /// What stands for a value in a line of usage.
  public var placeholder: String {
    switch type {
    case .time: "time"
    case .duration: "duration"
    case .int, .number: "number"
    case .text: resolvesUser ? "user" : "text"
    case .list: resolvesUser ? "users" : "list"
    case .enumeration(let values): values.joined(separator: "|")
    case .zone: "zone"
    }
  }

  private static func describe<Number: Comparable>(
    _ least: Number, _ greatest: Number, _ open: Number, _ end: Number
  ) -> String {
    switch (least == open, greatest == end) {
    case (true, true): ""
    case (false, true): " of at least \(least)"
    case (true, false): " of at most \(greatest)"
    case (false, false): " from \(least) to \(greatest)"
    }
  }
}
