package import BSON

/// How the server answers one of the named queries.
package struct QueryRecord: Record {
  package static let kind = "query"

  package let name: String
  package let collection: String
  package let plan: Reading<QueryPlan>

  package init(name: String, collection: String, plan: Reading<QueryPlan>) {
    self.name = name
    self.collection = collection
    self.plan = plan
  }

  package var document: BSONDocument {
    var fields = RecordFields()
    fields.add("query", name)
    fields.add("collection", collection)
    fields.add(plan.gap)
    guard let plan = plan.value else { return fields.document }
    fields.add("plan", plan.stages)
    fields.add("index", plan.index)
    fields.flag("collection_scan", plan.scansCollection)
    fields.add("keys_examined", plan.keysExamined)
    fields.add("documents_examined", plan.documentsExamined)
    fields.add("returned", plan.returned)
    fields.add("ms", plan.milliseconds)
    return fields.document
  }
}

package struct QueryPlan: Sendable, Equatable {
  /// The reading end first: `IXSCAN > FETCH`.
  package let stages: String
  /// nil where no index serves it.
  package let index: String?
  package let scansCollection: Bool
  package let keysExamined: Int
  package let documentsExamined: Int
  package let returned: Int
  package let milliseconds: Int

  package init(
    stages: String, index: String?, scansCollection: Bool, keysExamined: Int, documentsExamined: Int, returned: Int,
    milliseconds: Int
  ) {
    self.stages = stages
    self.index = index
    self.scansCollection = scansCollection
    self.keysExamined = keysExamined
    self.documentsExamined = documentsExamined
    self.returned = returned
    self.milliseconds = milliseconds
  }
}
