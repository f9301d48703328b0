/// A BSON date: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
public struct BSONDate: Sendable, Hashable, Comparable, CustomStringConvertible {
  public var milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

  public var description: String { rfc3339 }
}
