internal import BSON
internal import OnePwModel

/// What the server checks the documents of a collection against.
package struct ValidatorRecord: Sendable, Equatable {
  package let state: CatalogueState
  /// `error` refuses documents, `warn` logs them; nil where there is no validator.
  package let action: String?

  var fields: RecordFields {
    var fields = RecordFields()
    fields.add("state", state.rawValue)
    fields.add("action", action)
    return fields
  }
}

extension ValidatorRecord {
  /// nil where there is none and none is wanted.
  init?(_ candidate: CollectionCandidate) {
    guard let options = candidate.options else { return nil }
    let wanted = candidate.settings.validationAction == nil ? nil : candidate.definition
    guard let rule = options["validator"]?.documentValue, !rule.isEmpty else {
      guard wanted != nil else { return nil }
      self.init(state: .missing, action: nil)
      return
    }
    let isOurs = rule.value(at: "$jsonSchema.title")?.stringValue == candidate.definition?.schemaTitle
    // The server leaves its defaults out.
    let action = options["validationAction"]?.stringValue ?? "error"
    let isStrict = (options["validationLevel"] ?? "strict") == "strict"
    let isWhole = wanted.map { rule == ["$jsonSchema": .document($0.jsonSchema)] } ?? false
    let isWanted = isWhole && isStrict && action == candidate.settings.validationAction
    self.init(state: isWanted ? .wanted : isOurs ? .changed : .foreign, action: action)
  }
}
