internal import BSON

extension QueryDefinition {
  /// Reads a query file.
  ///
  /// - Parameter reserved: Names that a parameter cannot have, for the options of whoever runs the query.
  /// - Throws: Everything that is wrong with it, not the first thing only: unknown keys, parameters nobody uses, stages
  ///   that write, examples that would be refused.
  public init(json: some Collection<UInt8>, reserved: Set<String> = []) throws(QueryDefinitionError) {
    let document: BSONDocument
    do { document = try BSONDocument(json: json) } catch { throw QueryDefinitionError(problems: ["\(error)"]) }
    self = try QueryReader.read(document, reserved: reserved)
  }
}

/// Collects what is wrong with a query file while it reads it.
struct QueryReader {
  private(set) var problems: [String] = []
  private let reserved: Set<String>

  init(reserved: Set<String> = []) { self.reserved = reserved }

  static func read(
    _ document: BSONDocument, reserved: Set<String>
  ) throws(QueryDefinitionError) -> QueryDefinition {
    var reader = QueryReader(reserved: reserved)
    let definition = reader.definition(document)
    reader.problems += definition.pipelineProblems + definition.exampleProblems
    guard reader.problems.isEmpty else { throw QueryDefinitionError(problems: reader.problems) }
    return definition
  }

  private mutating func definition(_ document: BSONDocument) -> QueryDefinition {
    refuseUnknown(
      document.keys,
      known: [
        "name", "summary", "collection", "kind", "group", "severity", "attack", "source", "falsePositives",
        "parameters", "pipeline", "examples",
      ], in: "the file")
    let kind = choice(document["kind"], QueryDefinition.Kind.self, "kind")
    if kind == nil && document["kind"] == nil { problems.append("kind is missing") }
    let name = text(document["name"], "name")
    if !Self.isName(name) && !name.isEmpty {
      problems.append("name '\(name)' is not made of lower-case words joined by hyphens")
    }
    let attack = texts(document["attack"], "attack")
    for technique in attack where !Self.isTechnique(technique) {
      problems.append("attack has '\(technique)', which is no technique such as T1110 or T1110.001")
    }
    return QueryDefinition(
      name: name, summary: text(document["summary"], "summary"), collection: text(document["collection"], "collection"),
      kind: kind ?? .events, group: document["group"].map { text($0, "group") },
      severity: choice(document["severity"], QueryDefinition.Severity.self, "severity"),
      attack: attack, source: document["source"].map { text($0, "source") },
      falsePositives: texts(document["falsePositives"], "falsePositives"),
      parameters: parameters(document["parameters"]),
      pipeline: documents(document["pipeline"], "pipeline"), examples: examples(document["examples"]),
      document: document)
  }

  private mutating func parameters(_ value: BSONValue?) -> [QueryParameter] {
    guard let value else { return [] }
    guard let members = value.documentValue else {
      problems.append("parameters is not an object")
      return []
    }
    return members.compactMap { parameter($0.key, $0.value) }
  }

  private mutating func parameter(_ name: String, _ value: BSONValue) -> QueryParameter? {
    let place = "parameter '\(name)'"
    guard let facts = value.documentValue else {
      problems.append("\(place) is not an object")
      return nil
    }
    if !Self.isName(name) { problems.append("\(place) is not made of lower-case words joined by hyphens") }
    if name == QueryDefinition.sampleParameter { problems.append("\(place) is given by opq itself") }
    if reserved.contains(name) { problems.append("\(place) can never be given: --\(name) is an option of opq itself") }
    refuseUnknown(
      facts.keys, known: ["type", "default", "optional", "help", "minimum", "maximum", "values", "resolve"], in: place)
    if (facts["default"] == nil) != (facts["optional"] == true) {
      problems.append("\(place) needs either a default or \"optional\": true")
    }
    if let optional = facts["optional"], optional.boolValue == nil {
      problems.append("optional of \(place) is neither true nor false")
    }
    if let resolve = facts["resolve"], resolve != "user" { problems.append("\(place) can resolve \"user\" only") }
    refuseUnheeded(facts, place)
    guard let type = type(facts, place, isLimit: name == "limit") else { return nil }
    let parameter = QueryParameter(
      name: name, type: type, help: text(facts["help"], "help of \(place)"), defaultValue: facts["default"],
      resolvesUser: facts["resolve"] != nil)
    if let value = parameter.defaultValue { refuse(value, of: parameter, in: "default of \(place)") }
    return parameter
  }

  /// Refuses what a type does not heed: whoever wrote it would trust in it.
  private mutating func refuseUnheeded(_ facts: BSONDocument, _ place: String) {
    guard let type = facts["type"]?.stringValue else { return }
    for (key, words, types) in [
      ("minimum", "a minimum", ["int", "number"]), ("maximum", "a maximum", ["int", "number"]),
      ("values", "values", ["enum"]), ("resolve", "a resolve", ["text", "list"]),
    ] where facts[key] != nil && !types.contains(type) {
      problems.append("\(place) has \(words), which the type \(type) does not heed")
    }
  }

  private mutating func type(_ facts: BSONDocument, _ place: String, isLimit: Bool) -> QueryParameter.ValueType? {
    let type = facts["type"]?.stringValue
    // Whoever runs the query ends its answer there.
    if isLimit && type != "int" { problems.append("\(place) counts answers: its type has to be int") }
    switch type {
    case "time": return .time
    case "duration": return .duration
    case "int":
      let form = "whole number"
      let least = max(bound("minimum", facts, place, form, \.intValue) ?? .min, isLimit ? 1 : .min)
      let greatest = bound("maximum", facts, place, form, \.intValue) ?? .max
      if least <= greatest { return .int(least...greatest) }
    case "number":
      let least = bound("minimum", facts, place, "number", \.numberValue) ?? -.infinity
      let greatest = bound("maximum", facts, place, "number", \.numberValue) ?? .infinity
      if least <= greatest { return .number(least...greatest) }
    case "text": return .text
    case "list": return .list
    case "zone": return .zone
    case "enum":
      let values = texts(facts["values"], "values of \(place)")
      if !values.isEmpty { return .enumeration(values) }
      problems.append("\(place) is an enum without values")
      return nil
    default:
      problems.append("\(place) has no type out of time, duration, int, number, text, list, enum, zone")
      return nil
    }
    problems.append("\(place) has a minimum above its maximum")
    return nil
  }

  private mutating func bound<Number>(
    _ key: String, _ facts: BSONDocument, _ place: String, _ form: String, _ read: (BSONValue) -> Number?
  ) -> Number? {
    guard let value = facts[key] else { return nil }
    let number = read(value)
    if number == nil { problems.append("\(key) of \(place) is no \(form)") }
    return number
  }

  private mutating func examples(_ value: BSONValue?) -> [QueryDefinition.Example] {
    documents(value, "examples", isRequired: false).enumerated().map { number, example in
      refuseUnknown(example.keys, known: ["arguments", "index"], in: "example \(number + 1)")
      for key in ["arguments", "index"] {
        if let value = example[key], value.documentValue == nil {
          problems.append("\(key) of example \(number + 1) is not an object")
        }
      }
      return QueryDefinition.Example(
        arguments: example["arguments"]?.documentValue ?? [:], index: example["index"]?.documentValue)
    }
  }
}

extension QueryReader {
  /// Lower-case words, digits included, joined by hyphens: what is easy to type after `--`.
  static func isName(_ text: String) -> Bool {
    text.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { word in
      !word.isEmpty && word.utf8.allSatisfy { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 }
    }
  }

  /// An ATT&CK technique, `T1110`, or a part of one, `T1110.001`.
  private static func isTechnique(_ text: String) -> Bool {
    let shape = String(decoding: text.utf8.map { 0x30...0x39 ~= $0 ? UInt8(ascii: "0") : $0 }, as: UTF8.self)
    return shape == "T0000" || shape == "T0000.000"
  }

  mutating func refuse(_ value: BSONValue, of parameter: QueryParameter, in place: String) {
    do { _ = try parameter.value(ofJSON: value, now: BSONDate(milliseconds: 0)) } catch {
      problems.append("\(place): \(error.message)")
    }
  }

  private mutating func refuseUnknown(_ keys: [String], known: [String], in place: String) {
    for key in keys where !known.contains(key) { problems.append("\(place) has an unknown key '\(key)'") }
    var seen: Set<String> = []
    for key in Set(keys.filter { !seen.insert($0).inserted }).sorted() {
      problems.append("\(place) has the key '\(key)' twice")
    }
  }

  private mutating func text(_ value: BSONValue?, _ place: String) -> String {
    if let text = value?.stringValue, !text.isEmpty { return text }
    problems.append(value == nil ? "\(place) is missing" : "\(place) is not a text")
    return ""
  }

  private mutating func texts(_ value: BSONValue?, _ place: String) -> [String] {
    guard let value else { return [] }
    let texts = value.arrayValue?.compactMap(\.stringValue)
    if texts == nil || texts?.count != value.arrayValue?.count { problems.append("\(place) is not a list of texts") }
    return texts ?? []
  }

  private mutating func documents(_ value: BSONValue?, _ place: String, isRequired: Bool = true) -> [BSONDocument] {
    let documents = value?.arrayValue?.compactMap(\.documentValue)
    if value == nil ? isRequired : documents == nil || documents?.count != value?.arrayValue?.count {
      problems.append("\(place) is not a list of objects")
    }
    return documents ?? []
  }

  private mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ value: BSONValue?, _: Choice.Type, _ place: String
  ) -> Choice? where Choice.RawValue == String {
    guard let value else { return nil }
    if let choice = value.stringValue.flatMap(Choice.init(rawValue:)) { return choice }
    problems.append("\(place) is none of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
    return nil
  }
}

extension BSONValue {
  fileprivate var numberValue: Double? { doubleValue.flatMap { $0.isNaN ? nil : $0 } }
}
