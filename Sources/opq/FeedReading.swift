internal import BSON
internal import Glibc
internal import Mongo
internal import Querying
internal import RecordIO
internal import ServerOptions
internal import ToolSupport

/// One run of a feed: reads, prints, and says where it stopped, in that order.
struct FeedReading {
  /// So many events are printed between two looks at the cursor.
  private static let page = 1000
  /// A run that does not follow puts up with a server that is away for so long.
  private static let patienceMilliseconds: Int64 = 30_000
  /// A follower replaces the cursor file no more often while there is more to read: each time waits for the disk.
  private static let commitMilliseconds: Int64 = 250

  var reader: FeedReader
  let until: BSONDate?
  let limit: Int?
  let options: FeedOptions
  var writer: any RecordWriter

  private var printed = 0
  private var hasNews = false
  private var committed = BSONDate(milliseconds: 0)
  private var failingSince: BSONDate?

  init(reader: FeedReader, until: BSONDate?, limit: Int?, options: FeedOptions, writer: any RecordWriter) {
    self.reader = reader
    self.until = until
    self.limit = limit
    self.options = options
    self.writer = writer
  }

  /// - Returns: Whether all that was asked for is out, and the cursor behind it: a signal that comes later changes nothing.
  mutating func perform(
    _ client: borrowing MongoClient, _ database: String, _ collection: String, _ file: CursorFile?,
    _ streams: inout Streams
  ) throws -> Bool {
    // A follower that is stopped before the first event goes on from here, and not from its next start.
    hasNews = options.follow
    try commit(file, streams)
    while Signals.pending == nil {
      var failure: QueryingError?
      do {
        let bound = try bound(client, database, collection)
        if try sweep(until: bound, client, file, &streams) || !options.follow { break }
      } catch let error as QueryingError {
        failure = error
      }
      // What was printed counts, whatever comes of the failure.
      if options.follow { try commit(file, streams) }
      if let failure { try bear(failure, streams) }
      pause()
    }
    writer.finish(&streams.output)
    try streams.output.flush()
    // An answer that was cut off is thrown away by whoever asked for it, and has to come again whole.
    let isWhole = Signals.pending == nil
    guard options.follow || isWhole else { return false }
    hasNews = hasNews || !options.follow
    try commit(file, streams)
    return isWhole
  }

  private func bound(
    _ client: borrowing MongoClient, _ database: String, _ collection: String
  ) throws(QueryingError) -> FeedBound {
    do {
      return try FeedBound.now(.now, lag: options.lag, collection: collection, of: database, client).ended(at: until)
    } catch {
      throw .server(error)
    }
  }

  /// Prints all there is below the bound; true when as many events as asked for are out.
  private mutating func sweep(
    until bound: FeedBound, _ client: borrowing MongoClient, _ file: CursorFile?, _ streams: inout Streams
  ) throws -> Bool {
    while Signals.pending == nil {
      let count = min(Self.page, limit.map { $0 - printed } ?? .max)
      let page = try reader.next(count, until: bound, client)
      failingSince = nil
      for event in page.events {
        writer.append(event, to: &streams.output)
        try streams.output.commit()
      }
      if !page.events.isEmpty {
        writer.settle(&streams.output.pending)
        try streams.output.flush()
        hasNews = true
        printed += page.events.count
      }
      if printed == limit { return true }
      if page.isLast { return false }
      if options.follow && BSONDate.now.milliseconds - committed.milliseconds >= Self.commitMilliseconds {
        try commit(file, streams)
      }
    }
    return false
  }

  /// Says where this run stopped. Never before the output was accepted.
  private mutating func commit(_ file: CursorFile?, _ streams: borrowing Streams) throws {
    guard hasNews else { return }
    let token = reader.token(limit: limit)
    try file?.replace(token)
    if options.printCursor { streams.say(token.text) }
    hasNews = false
    committed = .now
  }

  /// Elections and restarts pass: a follower waits for ever, any other run for a while. A follower also waits for a
  /// server that stalls, and for a majority that is not there to confirm its reads.
  private mutating func bear(_ error: QueryingError, _ streams: borrowing Streams) throws {
    guard case .server(let cause) = error,
      [.transient, .unreachable, .interrupted].contains(cause.kind) || options.follow && cause.kind == .timeout
    else { throw error }
    let since = failingSince ?? .now
    if failingSince == nil {
      failingSince = since
      if options.follow {
        let advice = cause.kind == .timeout ? ", for which --timeout may have to be longer" : ""
        streams.say("opq: \(cause.message). Trying again until it answers\(advice).")
      }
    }
    if !options.follow && BSONDate.now.milliseconds - since.milliseconds > Self.patienceMilliseconds {
      throw ToolError(.tryAgain, ToolError(cause).message)
    }
  }

  /// A signal ends the pause.
  private func pause() {
    let milliseconds = max(options.interval.milliseconds, 10)
    var time = timespec(tv_sec: Int(milliseconds / 1000), tv_nsec: Int(milliseconds % 1000) * 1_000_000)
    if Signals.pending == nil { unsafe nanosleep(&time, nil) }
  }
}
