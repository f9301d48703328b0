internal import BSON

/// The fields that a pipeline reads of its collection's documents: all that comes before the first stage that makes new ones.
struct PipelineNeeds {
  private(set) var fields: Set<String> = []
  /// The documents themselves are passed on, or a condition needs more than an index holds.
  private(set) var wholeDocument = false

  mutating func read(_ pipeline: [BSONDocument]) {
    for stage in pipeline {
      guard let (name, value) = stage.first(where: { _ in true }) else { continue }
      switch name {
      case "$match": readCondition(value)
      case "$sort": for key in value.documentValue?.keys ?? [] { fields.insert(key) }
      case "$limit", "$skip": continue
      case "$group", "$replaceWith", "$replaceRoot", "$count", "$sortByCount":
        readExpression(value)
        return
      case "$project":
        readProjection(value)
        return
      case "$set", "$addFields": readExpression(value)
      default:
        wholeDocument = true
        return
      }
    }
    wholeDocument = true
  }

  private mutating func readCondition(_ value: BSONValue) {
    for (key, condition) in value.documentValue ?? [:] {
      switch key {
      case "$and", "$or", "$nor": for part in condition.arrayValue ?? [] { readCondition(part) }
      case "$expr": readExpression(condition)
      default:
        // Without the argument, the condition is not there: `opq` leaves it out.
        if condition.documentValue?["$given"] != nil { continue }
        // An index holds null for a field that is missing, so it cannot tell.
        if condition.documentValue?["$exists"] != nil { wholeDocument = true }
        fields.insert(key)
      }
    }
  }

  private mutating func readExpression(_ value: BSONValue) {
    switch value {
    case .string(let text):
      if text.hasPrefix("$$ROOT") || text.hasPrefix("$$CURRENT") { wholeDocument = true }
      if text.hasPrefix("$"), !text.hasPrefix("$$") { fields.insert(String(text.dropFirst())) }
    case .array(let elements): for element in elements { readExpression(element) }
    case .document(let document):
      for (key, value) in document where key != "$parameter" && key != "$literal" { readExpression(value) }
    default: break
    }
  }

  private mutating func readProjection(_ value: BSONValue) {
    let members = value.documentValue ?? [:]
    // What is left out is left out of a whole document.
    if members.allSatisfy({ $0.value == 0 || $0.value == false }) { wholeDocument = true }
    if !members.contains(where: { $0.key == "_id" }) { fields.insert("_id") }
    for (key, value) in members {
      if value == 1 || value == true { fields.insert(key) } else { readExpression(value) }
    }
  }
}
