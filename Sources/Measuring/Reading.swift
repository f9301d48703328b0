/// A part of a sample: what the server said, or why it said nothing. One part that fails does not cost the others.
package enum Reading<Value: Sendable & Equatable>: Sendable, Equatable {
  case found(Value)
  case withheld(Gap)

  package var value: Value? {
    if case .found(let value) = self { value } else { nil }
  }

  package var gap: Gap? {
    if case .withheld(let gap) = self { gap } else { nil }
  }

  func map<Other: Sendable & Equatable>(_ transform: (Value) -> Other) -> Reading<Other> {
    switch self {
    case .found(let value): .found(transform(value))
    case .withheld(let gap): .withheld(gap)
    }
  }
}

/// Why a part of a sample is not there. The raw value is the record's field that says so.
package enum Gap: String, Sendable, Equatable {
  /// The role may not see it.
  case denied
  /// It did not come within the sample's time.
  case timeout
}
