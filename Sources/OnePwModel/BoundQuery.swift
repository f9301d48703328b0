public import BSON

/// A query with its values in place: what the server is sent, by whatever driver.
///
/// ```swift
/// let query = OnePwModel.query(named: "brute-force")!
/// for parameter in query.parameters { print(parameter.name, parameter.placeholder, parameter.help) }
///
/// let now = BSONDate(milliseconds: 1_795_294_295_544)
/// let bound = BoundQuery(query, values: try query.values(["since": "7d", "min": 5], now: now))
/// // An aggregation of `bound.collection`, each stage as a driver takes it: the BSON itself, or Extended JSON.
/// for stage in bound.pipeline { print(stage.bytes.count, stage.jsonString(.extended)) }
/// ```
public struct BoundQuery: Sendable {
  public let name: String
  /// Where the pipeline starts.
  public let collection: String
  public private(set) var pipeline: [BSONDocument]

  /// - Parameters:
  ///   - values: By parameter name, as ``QueryDefinition/values(_:now:)`` makes them; a condition whose parameter has none is
  ///     left out. `limit` ends the answer after so many documents.
  ///   - isFull: Findings list everything, not samples.
  public init(_ definition: QueryDefinition, values: [String: BSONValue], isFull: Bool = false) {
    name = definition.name
    collection = definition.collection
    var all = values
    all[QueryDefinition.sampleParameter] = isFull ? .int32(.max) : 20
    let binder = Binder(values: all)
    pipeline = definition.pipeline.compactMap { binder.bind(.document($0), .stages)?.documentValue }
    if let limit = values["limit"] { pipeline.append(["$limit": limit]) }
  }

  /// The same answer from its other end: the listing's own `$sort`, turned around.
  package mutating func reverse() {
    guard let place = pipeline.firstIndex(where: { $0.keys == ["$sort"] }),
      let keys = pipeline[place]["$sort"]?.documentValue
    else { return }
    let turned = keys.map { ($0.key, $0.value.intValue.map { BSONValue(-$0) } ?? $0.value) }
    pipeline[place] = ["$sort": .document(BSONDocument(turned))]
  }
}

/// Where a value stands in a pipeline: a text means what it says in a query, but in an expression `"$x"` is the field x.
enum PipelinePlace {
  case stages, query, expression

  /// The place of what a key holds.
  func under(_ key: String) -> Self {
    switch key {
    case "$match", "restrictSearchWithMatch": .query
    case "$expr": .expression
    case "$unionWith", "$lookup", "$facet", "pipeline": .stages
    default: self == .stages && key.hasPrefix("$") ? .expression : self
    }
  }
}

/// Puts values where `{"$parameter": …}`, `{"$parameter": …, "minus": …}` and `{"$given": …}` stand.
private struct Binder {
  let values: [String: BSONValue]

  /// Nil where the value is left out because its parameter was not given.
  func bind(_ value: BSONValue, _ place: PipelinePlace) -> BSONValue? {
    switch value {
    case .document(let document): bind(document, place)
    case .array(let elements): bind(elements, place)
    default: value
    }
  }

  private func bind(_ elements: [BSONValue], _ place: PipelinePlace) -> BSONValue? {
    let bound = elements.compactMap { bind($0, place) }
    // The server refuses an empty `$or`, and an empty `$in` finds nothing.
    if bound.isEmpty && !elements.isEmpty && place == .query { return nil }
    return .array(bound)
  }

  private func bind(_ document: BSONDocument, _ place: PipelinePlace) -> BSONValue? {
    if let name = document["$parameter"]?.stringValue ?? document["$given"]?.stringValue {
      let value = document["minus"]?.stringValue.flatMap { difference(name, $0) } ?? values[name]
      return value.map { place == .query ? $0 : literal($0) }
    }
    let members = document.compactMap { key, value in
      // A `$match` with nothing left to ask for takes every document.
      (bind(value, place.under(key)) ?? (key == "$match" ? [:] : nil)).map { (key, $0) }
    }
    // `{"$gte": {"$given": "from"}}` without its value would ask for the empty document.
    if members.isEmpty && !document.isEmpty && place == .query { return nil }
    return .document(BSONDocument(members))
  }

  /// `since` less a window. Computed here and not by the server: 4.4 looks only constants up in an index.
  private func difference(_ time: String, _ duration: String) -> BSONValue? {
    guard let time = values[time]?.dateValue, let duration = values[duration]?.intValue else { return nil }
    let (milliseconds, isTooEarly) = time.milliseconds.subtractingReportingOverflow(Int64(duration))
    return .date(BSONDate(milliseconds: isTooEarly ? .min : milliseconds))
  }

  /// Nothing that a user types becomes a field or an operator.
  private func literal(_ value: BSONValue) -> BSONValue {
    switch value {
    case .string(let text) where text.utf8.first == UInt8(ascii: "$"): ["$literal": value]
    case .array: ["$literal": value]
    default: value
    }
  }
}
