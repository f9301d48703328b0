internal import BSON

/// What opidx keeps about a database beside the catalogue, in `onepw_settings`.
struct StoredSettings: Sendable, Equatable {
  static let collection = "onepw_settings"

  /// Seconds after which events expire, by collection.
  var retention: [String: Int] = [:]
  /// The `validationAction` of the model's validators; nil where opidx was told to have none. Without a word it is to warn.
  var validationAction: String? = "warn"

  init() {}

  /// Of `{_id: "opidx", retention: {audit_events: 31536000}, validators: "warn"}`.
  init(_ document: BSONDocument) {
    for (collection, seconds) in document["retention"]?.documentValue ?? [:] {
      retention[collection] = seconds.wholeNumber
    }
    switch document["validators"]?.stringValue {
    case "off": validationAction = nil
    case "enforce": validationAction = "error"
    default: break
    }
  }
}
