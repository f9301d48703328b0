internal import BSON
package import OnePwModel

extension QueryDefinition {
  /// What is most likely a slip and may still be meant: collections that the model does not know, which may be the user's
  /// own, and stages that the servers do not know, which a newer one may. `opq --check` tells; the query runs all the same.
  package var doubts: [String] {
    var doubts = Doubts()
    doubts.look(atCollection: .string(collection))
    doubts.look(atStages: .array(pipeline.map(BSONValue.document)))
    return doubts.sentences
  }
}

private struct Doubts {
  private(set) var sentences: [String] = []
  private var told: Set<String> = []

  /// Those of MongoDB 4.4 to 6.0 that read and can be asked of a collection.
  private static let stages = [
    "$addFields", "$bucket", "$bucketAuto", "$collStats", "$count", "$densify", "$documents", "$facet", "$fill",
    "$geoNear", "$graphLookup", "$group", "$indexStats", "$limit", "$lookup", "$match", "$planCacheStats", "$project",
    "$redact", "$replaceRoot", "$replaceWith", "$sample", "$search", "$searchMeta", "$set", "$setWindowFields", "$skip",
    "$sort", "$sortByCount", "$unionWith", "$unset", "$unwind",
  ]

  mutating func look(atStages value: BSONValue?) {
    for case .document(let stage) in value?.arrayValue ?? [] {
      for (name, value) in stage {
        tell("no server from 4.4 to 6.0 has the stage '\(name)'", name, Self.stages)
        let facts = value.documentValue ?? [:]
        switch name {
        case "$lookup", "$graphLookup":
          look(atCollection: facts["from"])
          look(atStages: facts["pipeline"])
        case "$unionWith":
          look(atCollection: facts["coll"] ?? value)
          look(atStages: facts["pipeline"])
        case "$facet": for (_, inner) in facts { look(atStages: inner) }
        default: continue
        }
      }
    }
  }

  mutating func look(atCollection value: BSONValue?) {
    guard let name = value?.stringValue else { return }
    tell("onepw-events(5) has no collection '\(name)'", name, OnePwModel.collections.map(\.name))
  }

  private mutating func tell(_ sentence: String, _ name: String, _ known: [String]) {
    guard !known.contains(name), told.insert(name).inserted else { return }
    sentences.append(sentence + (nearestName(to: name, among: known).map { "; did you mean \($0)?" } ?? ""))
  }
}
