internal import BSON

/// What opidx keeps about a database beside the catalogue, in `onepw_settings`.
struct StoredSettings: Sendable, Equatable {
  static let collection = "onepw_settings"

  /// Seconds after which events expire, by collection.
  var retention: [String: Int] = [:]
  /// Whether collections are to have the model's validator; they are, unless opidx was told otherwise.
  var wantsValidators = true

  init() {}

  /// Of `{_id: "opidx", retention: {audit_events: 31536000}, validators: "warn"}`.
  init(_ document: BSONDocument) {
    for (collection, seconds) in document["retention"]?.documentValue ?? [:] {
      retention[collection] = seconds.wholeNumber
    }
    wantsValidators = document["validators"]?.stringValue != "off"
  }
}
