internal import BSON
internal import Glibc
internal import Mongo
internal import OnePwModel

/// A worker's connection: brings documents to the server until each of them is settled, whatever fails meanwhile.
struct Courier: ~Copyable {
  private let client: MongoClient
  private let options: LoadOptions
  private let shouldStop: @Sendable () -> Bool
  private var batch = InsertBatch(capacity: 4096)
  /// Whether to ask a collection what it has of a batch before sending it. True at first where it held documents, then as
  /// the last batch was mostly there or mostly not: asking costs the server far less than raising an error for each.
  private var asksFirst: [String: Bool] = [:]
  private var serverClock = ServerClock()

  init(_ client: consuming MongoClient, options: LoadOptions, shouldStop: @escaping @Sendable () -> Bool) {
    client.readFromPrimary()
    self.client = client
    self.options = options
    self.shouldStop = shouldStop
  }

  /// Why documents stay unsettled.
  enum Failure: Error {
    case gaveUp(MongoError)
    case failed(MongoError)
    case stopped
  }

  /// Settles all documents of one collection in a block, or throws with some unsettled; what is settled is counted
  /// either way.
  mutating func deliver(
    _ documents: [EncodedDocument], to collection: CollectionDefinition, from arena: borrowing ByteArena,
    into outcome: inout BlockOutcome, notices: CollectionNotices
  ) throws(Failure) {
    let wasFilled = notices.look(at: collection, of: options.database, client)
    var open = documents
    if asksFirst[collection.name] ?? wasFilled {
      open = try settle(documents, in: collection, arena, lostStamps: [], isClash: false, into: &outcome)
      asksFirst[collection.name] = open.count * 2 <= documents.count
    }
    var clashes = 0
    for start in stride(from: 0, to: open.count, by: batch.capacity) {
      let part = Array(open[start..<min(start + batch.capacity, open.count)])
      clashes += try insert(part, into: collection, arena, &outcome)
    }
    if clashes * 2 > open.count { asksFirst[collection.name] = true }
  }

  /// Inserts, and settles those that meet their own uuid. Returns how many did.
  private mutating func insert(
    _ documents: [EncodedDocument], into collection: CollectionDefinition, _ arena: borrowing ByteArena,
    _ outcome: inout BlockOutcome
  ) throws(Failure) -> Int {
    var open = documents
    var clashes: [EncodedDocument] = []
    // Of attempts that failed: a stored event that carries one was stored by such an attempt, its reply lost.
    var lostStamps: [BSONDate] = []
    var patience = Patience(options.retryFor, shouldStop)
    while !open.isEmpty {
      var stamp: BSONDate?
      do throws(MongoError) {
        // What takes its time comes before the stamp.
        stamp = try serverTime(of: client.findPrimary())
        if collection.kind == .events, let stamp {
          for document in open { arena.stamp(document.bytes, with: stamp) }
        }
        let sent = try send(open, to: collection, arena)
        open = try sort(open, by: sent, &clashes, collection, &outcome)
      } catch {
        if let stamp { lostStamps.append(stamp) }
        // Whoever answers next, and after whatever pause, may have another time.
        serverClock.forget()
        try patience.wait(after: error)
        // What got through needs no second sending: each would cost the server an error.
        open = try settle(open, in: collection, arena, lostStamps: lostStamps, isClash: false, into: &outcome)
      }
    }
    if !clashes.isEmpty {
      let rest = try settle(clashes, in: collection, arena, lostStamps: lostStamps, isClash: true, into: &outcome)
      for document in rest { refuse(document, code: 11000, collection, &outcome) }
    }
    return clashes.count
  }

  /// What readers of `insert_time` go by. Asked seldom: a batch reads our own clocks only.
  private mutating func serverTime(of primary: UInt32) throws(MongoError) -> BSONDate {
    while true {
      let asked = Clock.reading
      if let time = serverClock.time(of: primary, at: asked) { return time }
      let hello = try client.run(["hello": 1], in: "admin", doing: "ask for the server's time")
      let answered = Clock.reading
      serverClock.learn(hello["localTime"]?.dateValue ?? answered.now, of: primary, asked: asked, answered: answered)
    }
  }

  private mutating func send(
    _ documents: [EncodedDocument], to collection: CollectionDefinition, _ arena: borrowing ByteArena
  ) throws(MongoError) -> InsertBatch.Outcome {
    batch.removeAll()
    for document in documents { unsafe batch.append(arena.bytes(document.bytes)) }
    return try batch.send(
      by: client, to: collection.name, of: options.database,
      options: ["writeConcern": .document(options.writeConcern.document), "maxTimeMS": .int32(Courier.timeLimit)])
  }

  /// An insert that has not happened after this many milliseconds does not happen: well below the lag (5 s) that readers
  /// of `insert_time` keep, so that no event appears behind them.
  private static let timeLimit: Int32 = 2_500

  /// Counts what the server took and refused. Returns what has to be sent again at once; throws when the write concern
  /// was not met, since then everything has to be.
  private func sort(
    _ documents: [EncodedDocument], by sent: InsertBatch.Outcome, _ clashes: inout [EncodedDocument],
    _ collection: CollectionDefinition, _ outcome: inout BlockOutcome
  ) throws(MongoError) -> [EncodedDocument] {
    if let error = sent.writeConcernError { throw error }
    var open: [EncodedDocument] = []
    var passing: MongoError?
    for refusal in sent.refusals {
      let document = documents[refusal.index]
      let error = MongoError(code: refusal.code, text: "error \(refusal.code)", operation: "")
      switch (refusal.code, error.kind) {
      case (11000, _): clashes.append(document)
      case (_, .transient), (_, .timeout), (_, .interrupted):
        open.append(document)
        passing = error
      default: refuse(document, code: refusal.code, collection, &outcome)
      }
    }
    outcome.inserted(documents.count - sent.refusals.count, into: collection)
    // Nothing gained: wait as after any failure, instead of sending the same at full speed.
    if let passing, open.count == documents.count { throw passing }
    return open
  }

  /// `_id` and `insert_time` tell about the storing, not about what is stored.
  private static let sameContent = SameContent(ignoring: ["_id", OnePwModel.stampField])

  /// Compares documents with the stored ones of the same `_id` or uuid, and replaces those that are to be replaced.
  ///
  /// - Parameter isClash: The server said that something of the same is stored, so look by uuid too.
  /// - Returns: Those of which nothing is stored.
  private func settle(
    _ documents: [EncodedDocument], in collection: CollectionDefinition, _ arena: borrowing ByteArena,
    lostStamps: [BSONDate], isClash: Bool, into outcome: inout BlockOutcome
  ) throws(Failure) -> [EncodedDocument] {
    var stored = StoredDocuments()
    let contents = documents.map { arena.document($0.bytes) }
    try insist { () throws(MongoError) in
      // After a clash the server has acknowledged the batch, so everything there is as safe as was asked for.
      try stored.fetch(contents, by: "_id", isDurable: !isClash, from: collection, of: options.database, client)
      if isClash {
        let others = contents.filter { stored.match($0) == nil }
        try stored.fetch(others, by: "uuid", isDurable: false, from: collection, of: options.database, client)
      }
    }
    var absent: [EncodedDocument] = []
    var credited: Set<BSONDocument> = []
    var replacements: [(document: EncodedDocument, filter: BSONDocument, content: BSONDocument)] = []
    for (document, content) in zip(documents, contents) {
      guard let match = stored.match(content) else {
        absent.append(document)
        continue
      }
      var settlement = Settlement(
        isSame: Self.sameContent.holds(between: match.content, and: content), isEvent: collection.kind == .events,
        onDuplicate: options.onDuplicate, storedStamp: match.content[OnePwModel.stampField]?.dateValue,
        lostStamps: lostStamps)
      // Of two same lines in one batch, the lost reply was about one.
      if settlement == .inserted, !credited.insert(match.filter).inserted { settlement = .duplicate }
      switch settlement {
      case .inserted: outcome.inserted(1, into: collection)
      case .duplicate: outcome.duplicate(in: collection)
      case .conflict:
        outcome.refuse(document, .conflict, "another event with this uuid is stored in \(collection.name), and stays")
      case .replace:
        let replacement = BSONDocument(content.filter { $0.key != "_id" }.map { ($0.key, $0.value) })
        // The server would take it for an update: what a line says would be done, not stored.
        if replacement.first(where: { _ in true })?.key.utf8.first == UInt8(ascii: "$") {
          outcome.refuse(
            document, .server, "no document in \(collection.name) can be replaced by one that begins with $")
          continue
        }
        replacements.append((document, match.filter, replacement))
        stored.replace(match.filter, with: content)
      }
    }
    try replace(replacements, in: collection, &outcome)
    return absent
  }

  private func replace(
    _ replacements: [(document: EncodedDocument, filter: BSONDocument, content: BSONDocument)],
    in collection: CollectionDefinition, _ outcome: inout BlockOutcome
  ) throws(Failure) {
    var next = 0
    // In order, since a later line of the same document wins; the server stops at the first that it refuses.
    while next < replacements.count {
      var refusal: InsertBatch.Outcome.Refusal?
      try insist { () throws(MongoError) in
        var batch = ReplaceBatch(
          to: collection.name, of: options.database, by: client,
          options: ["ordered": true, "writeConcern": .document(options.writeConcern.document)])
        for replacement in replacements[next...] {
          batch.replace(replacement.filter, with: replacement.content)
        }
        let sent = try batch.send(to: collection.name)
        if let error = sent.writeConcernError { throw error }
        refusal = sent.refusals.first
      }
      let done = refusal.map { next + $0.index } ?? replacements.count
      for _ in next..<done { outcome.replaced(in: collection) }
      if let refusal { refuse(replacements[done].document, code: refusal.code, collection, &outcome) }
      next = done + 1
    }
  }

  /// Tells why the server did not take a document, in words that quote nothing of it.
  private func refuse(
    _ document: EncodedDocument, code: Int, _ collection: CollectionDefinition, _ outcome: inout BlockOutcome
  ) {
    switch code {
    case 11000:
      outcome.refuse(document, .notUnique, "another document in \(collection.name) has a value that must be unique")
    case 121: outcome.refuse(document, .validator, "it does not pass the validator of \(collection.name)")
    default: outcome.refuse(document, .server, "the server refused it for \(collection.name) with error \(code)")
    }
  }

  /// Does what may be done any number of times, until it succeeds or patience ends.
  private func insist(_ body: () throws(MongoError) -> Void) throws(Failure) {
    var patience = Patience(options.retryFor, shouldStop)
    while true {
      do throws(MongoError) {
        return try body()
      } catch {
        try patience.wait(after: error)
      }
    }
  }
}
