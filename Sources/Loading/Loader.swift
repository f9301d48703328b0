internal import BSON
package import Mongo
internal import OnePwModel
internal import RecordIO
internal import Synchronization

/// Loads lines from a descriptor: workers without queues, each of which takes the next block of lines, converts it, and
/// brings it to the server on a connection of its own.
package final class Loader: Sendable {
  let options: LoadOptions
  let sink: RejectSink
  let shouldStop: @Sendable () -> Bool
  let notices: CollectionNotices
  let ledger = Ledger()
  let turnstile = Turnstile()
  private let progress: ProgressReport?
  private let source: Mutex<Source>
  private let connect: @Sendable () throws(MongoError) -> MongoClient

  private struct Source: ~Copyable {
    var lines: LineSource
    var nextTicket = 0
  }

  /// - Parameters:
  ///   - descriptor: Where the lines come from.
  ///   - connect: Makes a worker's connection.
  ///   - shouldStop: True once a signal asks for the end.
  ///   - say: Tells a person something, a line at a time.
  package init(
    _ options: LoadOptions, reading descriptor: Int32, rejects sink: RejectSink, progress: ProgressReport? = nil,
    connect: @escaping @Sendable () throws(MongoError) -> MongoClient, shouldStop: @escaping @Sendable () -> Bool,
    say: @escaping @Sendable (String) -> Void
  ) {
    self.options = options
    self.sink = sink
    self.progress = progress
    self.connect = connect
    self.shouldStop = shouldStop
    notices = CollectionNotices(say: say)
    source = Mutex(Source(lines: LineSource(descriptor: descriptor)))
  }

  /// Loads everything there is and tells what became of it.
  package func run() -> LoadReport {
    let start = Clock.monotonic
    // A second worker on a single short input costs a connection and gains nothing, but nobody knows the length of a pipe.
    var threads: [Thread] = []
    for _ in 1..<max(options.workers, 1) { threads.append(Thread(DriverThread { self.work() })) }
    work()
    for thread in threads { thread.join() }
    progress?.finish()
    return ledger.report(seconds: Double(Clock.monotonic - start) / 1000)
  }

  /// Arrays hold no noncopyable values yet.
  private final class Thread {
    private var thread: DriverThread?
    init(_ thread: consuming DriverThread) { self.thread = consume thread }
    func join() { thread.take()?.join() }
  }

  private func work() {
    do {
      var worker = Worker(self, courier: options.isDryRun ? nil : try makeCourier())
      while try next(&worker.lines, &worker.ticket) {
        worker.settleBlock()
        progress?.update(ledger.progress)
      }
    } catch {
      ledger.end(.failed(error))
    }
  }

  private func makeCourier() throws(LoadError) -> Courier {
    do {
      return Courier(
        try connect(), options: options, shouldStop: { [shouldStop, ledger] in shouldStop() || ledger.isAborting })
    } catch {
      throw .server(error)
    }
  }

  /// Takes the next block; false at the end of the input, or when the load is to end before it.
  private func next(_ block: inout LineBlock, _ ticket: inout Int) throws(LoadError) -> Bool {
    do throws(InputError) {
      return try source.withLock { source throws(InputError) in
        if ledger.isEnding { return false }
        let stop = { self.shouldStop() || self.ledger.isEnding }
        let filled = try source.lines.fill(&block, stop: stop)
        if stop() { ledger.end(.stopped) }
        guard filled else { return false }
        ticket = source.nextTicket
        source.nextTicket += 1
        ledger.open(firstLine: block.firstLine, lines: block.lines)
        return true
      }
    } catch {
      throw .input(error)
    }
  }
}
