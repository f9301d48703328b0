internal import BSON
internal import OnePwModel

/// A collection to measure: there, wanted by the model, or both.
struct CollectionCandidate {
  let name: String
  let definition: CollectionDefinition?
  /// As `listCollections` gives them; nil when it is not there, or when nobody could say.
  let options: BSONDocument?
  let state: CatalogueState
  let settings: StoredSettings
  /// What it is sharded by; nil where it is not.
  let shardKey: BSONDocument?

  /// The model's in its order, then the others by name. Without a list, all of the model's are tried.
  static func all(
    listed: [BSONDocument]?, _ settings: StoredSettings, shardKeys: [String: BSONDocument]
  ) -> [CollectionCandidate] {
    var options: [String: BSONDocument] = [:]
    for entry in listed ?? [] {
      if let name = entry["name"]?.stringValue { options[name] = entry["options"]?.documentValue ?? [:] }
    }
    let wanted = OnePwModel.collections.map { definition in
      CollectionCandidate(
        name: definition.name, definition: definition, options: options[definition.name],
        state: listed == nil || options[definition.name] != nil ? .wanted : .missing, settings: settings,
        shardKey: shardKeys[definition.name])
    }
    let known = Set(wanted.map(\.name))
    let foreign = options.keys.filter { !known.contains($0) }.sorted().map { name in
      CollectionCandidate(
        name: name, definition: nil, options: options[name],
        state: name == StoredSettings.collection ? .wanted : .foreign, settings: settings,
        shardKey: shardKeys[name])
    }
    return wanted + foreign
  }
}
