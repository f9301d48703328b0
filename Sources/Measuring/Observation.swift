package import Mongo

/// Sample after sample of one database, through whatever happens to the server in between.
package struct Observation: ~Copyable {
  private let address: MongoAddress
  private let database: String?
  private let scope: Scope
  private let patience: Duration
  private var sampler: Sampler?
  private var previous: Sample?

  /// - Parameter patience: What one sample may take, connecting included.
  package init(_ address: MongoAddress, database: String?, scope: Scope, patience: Duration) {
    self.address = address
    self.database = database
    self.scope = scope
    self.patience = patience
  }

  /// The next sample, with rates since the one before. After an error the next call connects anew.
  package mutating func next() throws(MongoError) -> Sample {
    var sampler: Sampler
    if let open = self.sampler.take() {
      sampler = open
    } else {
      sampler = try Sampler(address, database: database, scope: scope, patience: patience)
    }
    let sample = try sampler.sample()
    self.sampler = consume sampler
    defer { previous = sample }
    return previous.map { sample.withRates(since: $0) } ?? sample
  }
}
