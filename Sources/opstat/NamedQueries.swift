internal import BSON
internal import Measuring
internal import Mongo
internal import OnePwModel
internal import Querying
internal import ServerOptions
internal import ToolSupport

/// The named queries, each run once with its own example to see how the server answers it.
struct NamedQueries {
  let database: String
  /// What is left of the sample's time.
  let budget: TimeBudget
  /// What the examples' ages count back from.
  let time: BSONDate

  func records(_ client: borrowing MongoClient) throws -> [QueryRecord] {
    var records: [QueryRecord] = []
    for definition in OnePwModel.queries {
      records.append(
        QueryRecord(name: definition.name, collection: definition.collection, plan: try plan(of: definition, client)))
    }
    return records
  }

  private func plan(of definition: QueryDefinition, _ client: borrowing MongoClient) throws -> Reading<QueryPlan> {
    guard !budget.isSpent else { return .withheld(.timeout) }
    let values = try definition.values(definition.examples.first?.arguments ?? [:], now: time)
    let run = QueryRun(database: database, timeoutMilliseconds: Int64(budget.milliseconds), name: definition.name)
    let explanation: Explanation
    do { explanation = try run.explain(BoundQuery(definition, values: values), client) } catch {
      guard case .server(let failure) = error else { throw error }
      switch failure.kind {
      case .timeout: return .withheld(.timeout)
      case .unauthorized where failure.code == 13: return .withheld(.denied)
      default: throw failure
      }
    }
    return .found(QueryPlan(explanation))
  }
}

extension QueryPlan {
  fileprivate init(_ explanation: Explanation) {
    self.init(
      stages: explanation.stages.joined(separator: " > "), index: explanation.indexName,
      scansCollection: explanation.scansCollection, keysExamined: explanation.keysExamined,
      documentsExamined: explanation.documentsExamined, returned: explanation.returned,
      milliseconds: explanation.milliseconds)
  }
}
