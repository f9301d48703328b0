package import Mongo
internal import Synchronization

/// Performs a plan on two connections, two collections at a time.
package struct DatabaseWork: Sendable {
  package let database: String
  package let plan: DatabasePlan
  /// Steps that need `--yes` are done too.
  package let hasConsent: Bool
  package let patience: Patience
  /// Opens a further connection to the server.
  package let connect: @Sendable () throws(MongoError) -> MongoClient

  package init(
    _ plan: DatabasePlan, in database: String, hasConsent: Bool, patience: Patience,
    connect: @escaping @Sendable () throws(MongoError) -> MongoClient
  ) {
    self.plan = plan
    self.database = database
    self.hasConsent = hasConsent
    self.patience = patience
    self.connect = connect
  }

  /// - Parameters:
  ///   - whileWaiting: Called on this thread a few times a second while the workers are busy.
  ///   - tell: Gets each outcome on this thread as soon as it is known.
  package func perform<Failure: Error>(
    whileWaiting: () -> Void = {}, _ tell: (StepOutcome) throws(Failure) -> Void
  ) throws(Failure) {
    let (busy, idle) = plan.collections.partitioned { !$0.isEmpty }
    for collection in idle {
      for outcome in collection.outcomes { try tell(outcome) }
    }
    guard !busy.isEmpty else { return }
    // The largest first, so that no connection is left with it alone in the end.
    let queue = WorkQueue(busy.sorted { $0.documents > $1.documents })
    let mailbox = Mailbox<Message>()
    var running = min(busy.count, 2)
    let worker: @Sendable () -> Void = { [self] in
      work(through: queue) { mailbox.put(.outcome($0)) }
      mailbox.put(.finished)
    }
    let first = DriverThread(worker)
    let second = running == 2 ? DriverThread(worker) : nil
    while running > 0 {
      let messages = mailbox.takeAll(within: 250)
      if messages.isEmpty { whileWaiting() }
      for message in messages {
        switch message {
        case .outcome(let outcome): try tell(outcome)
        case .finished: running -= 1
        }
      }
    }
    first.join()
    if let second { second.join() }
  }

  private enum Message: Sendable {
    case outcome(StepOutcome)
    case finished
  }

  /// What one worker does: opens a connection, and takes collections until there are none.
  private func work(through queue: borrowing WorkQueue, _ tell: (StepOutcome) -> Void) {
    do throws(MongoError) {
      let client = try patience.retrying(connect)
      while let next = queue.next() {
        CollectionWork(database: database, plan: next, hasConsent: hasConsent, patience: patience)
          .perform(by: client, tell)
      }
    } catch {
      while let next = queue.next() {
        for step in next.steps {
          tell(StepOutcome(collection: next, step: step, result: step.isDrift ? .failed(error) : .planned))
        }
      }
    }
  }
}

/// Collections that no worker has taken yet.
private final class WorkQueue: Sendable {
  private let waiting: Mutex<ArraySlice<DatabasePlan.Collection>>
  init(_ collections: [DatabasePlan.Collection]) { waiting = Mutex(collections[...]) }
  func next() -> DatabasePlan.Collection? { waiting.withLock { $0.popFirst() } }
}

extension Array {
  func partitioned(by belongsFirst: (Element) -> Bool) -> (first: [Element], second: [Element]) {
    (filter(belongsFirst), filter { !belongsFirst($0) })
  }
}
