package import BSON

/// The fields of one record, in order. What is not known or does not apply is left out, not written as null.
struct RecordFields {
  private(set) var elements: [(String, BSONValue)] = []

  mutating func add(_ name: String, _ value: BSONValue?) {
    if let value { elements.append((name, value)) }
  }

  mutating func add(_ name: String, _ value: Int?) { add(name, value.map { BSONValue($0) }) }
  mutating func add(_ name: String, _ value: Double?) { add(name, value.map { BSONValue.double($0) }) }
  mutating func add(_ name: String, _ value: String?) { add(name, value.map { BSONValue.string($0) }) }
  mutating func add(_ name: String, _ value: BSONDate?) { add(name, value.map { BSONValue.date($0) }) }
  mutating func add(_ name: String, _ fields: RecordFields) { add(name, .document(fields.document)) }

  /// A flag is written only where it is set.
  mutating func flag(_ name: String, _ isSet: Bool) {
    if isSet { add(name, .bool(true)) }
  }

  mutating func add(_ gap: Gap?) {
    if let gap { flag(gap.rawValue, true) }
  }

  var document: BSONDocument { BSONDocument(elements) }
}

/// One line of `opstat`.
package protocol Record: Sendable, Equatable {
  /// The first field of the line.
  static var kind: String { get }
  /// The rest of the line, after `kind` and `time`.
  var document: BSONDocument { get }
}

extension Record {
  /// The whole line. `time` is the server's clock at the start of the sample.
  package func line(at time: BSONDate) -> BSONDocument {
    BSONDocument([("kind", .string(Self.kind)), ("time", .date(time))] + document.map { ($0.key, $0.value) })
  }
}

extension RecordFields {
  init(_ members: (String, Int)...) { for (name, value) in members { add(name, value) } }

  init(_ members: (String, BSONValue)...) { for (name, value) in members { add(name, value) } }
}
