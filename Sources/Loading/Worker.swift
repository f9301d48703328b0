internal import BSON
internal import Glibc
internal import Mongo
internal import OnePwModel
internal import RecordIO

/// One of the loader's threads: its block of lines, what it is converted to, and its connection.
struct Worker: ~Copyable {
  private let loader: Loader
  /// nil when nothing is to be sent.
  private var courier: Courier?
  private let collection: Int?
  private var converter = LineConverter(OnePwModel.fieldTable)
  private var arena = ByteArena()
  private var documents: [EncodedDocument] = []
  var lines = LineBlock()
  var ticket = 0

  init(_ loader: Loader, courier: consuming Courier?) {
    self.loader = loader
    self.courier = courier
    collection = loader.options.collection.flatMap(OnePwModel.fieldTable.index(of:))
  }

  /// Converts the block and brings it to the server. What cannot be settled stays open in the ledger.
  mutating func settleBlock() {
    var outcome = unsafe BlockOutcome(of: lines.bytes, fullLength: lines.oversize, refusingTo: loader.sink)
    arena.removeAll()
    documents.removeAll(keepingCapacity: true)
    convertBlock(&outcome)
    let isDelivered = deliver(&outcome)
    // Refusals are counted, so they are written down even when the server takes nothing.
    let isSettled = writeRefusals(&outcome) && isDelivered
    if loader.sink.isFull { loader.ledger.end(.stopped) }
    loader.ledger.close(
      firstLine: lines.firstLine, bytes: lines.oversize ?? lines.count, tally: outcome.tally,
      openLine: isSettled ? outcome.firstOpenLine : lines.firstLine)
  }

  private func writeRefusals(_ outcome: inout BlockOutcome) -> Bool {
    do throws(OutputError) {
      try loader.sink.flush()
      return true
    } catch {
      outcome.loseRefusals()
      loader.ledger.end(.failed(.rejects(error)))
      return false
    }
  }

  // MARK: Converting

  private mutating func convertBlock(_ outcome: inout BlockOutcome) {
    if let length = lines.oversize {
      guard lines.firstLine >= loader.options.resumeLine else { return }
      let document = EncodedDocument(
        collection: 0, bytes: 0..<0, text: 0..<lines.count, line: lines.firstLine, item: nil)
      outcome.refuse(document, .tooLong, "\(length) bytes, more than the 16 MiB that a document may have")
      return
    }
    let bytes = unsafe lines.bytes
    var number = lines.firstLine
    var start = 0
    // What comes behind the line that could not be refused any more is left to a later run.
    while start < bytes.count, outcome.firstOpenLine == nil {
      // Every line of a block ends with a newline, the last one too.
      let end = unsafe bytes.firstNewline(from: start)
      let isCutOff = lines.endsUnterminated && end + 1 == bytes.count
      if number >= loader.options.resumeLine { convertLine(start..<end, number, isCutOff: isCutOff, &outcome) }
      number += 1
      start = end + 1
    }
  }

  private mutating func convertLine(_ range: Range<Int>, _ number: Int, isCutOff: Bool, _ outcome: inout BlockOutcome) {
    let text = unsafe UnsafeRawBufferPointer(rebasing: lines.bytes[range]).withoutCarriageReturn
    guard unsafe !text.isBlank else { return }
    let output = unsafe arena.reserve(LineConverter.capacity(for: text.count))
    switch unsafe converter.convert(text, into: output.baseAddress!, as: collection) {
    case .document(let document):
      keep(document, text: range.lowerBound..<range.lowerBound + text.count, number, item: nil, &outcome)
    case .page(let page):
      unsafe convertItems(of: page, text, at: range.lowerBound, number, &outcome)
    case .refused(let refusal):
      let document = EncodedDocument(
        collection: 0, bytes: 0..<0, text: range.lowerBound..<range.lowerBound + text.count, line: number, item: nil)
      refuse(document, refusal, isCutOff: isCutOff, &outcome)
    }
  }

  private mutating func convertItems(
    of page: LineConverter.Page, _ line: UnsafeRawBufferPointer, at offset: Int, _ number: Int,
    _ outcome: inout BlockOutcome
  ) {
    var page = page
    while outcome.firstOpenLine == nil {
      let output = unsafe arena.reserve(LineConverter.capacity(for: line.count))
      guard let conversion = unsafe converter.convertItem(of: &page, line, into: output.baseAddress!, as: collection)
      else {
        return
      }
      let text = offset + page.source.lowerBound..<offset + page.source.upperBound
      switch conversion {
      case .document(let document): keep(document, text: text, number, item: page.item, &outcome)
      case .refused(let refusal):
        let document = EncodedDocument(collection: 0, bytes: 0..<0, text: text, line: number, item: page.item)
        refuse(document, refusal, isCutOff: false, &outcome)
      case .page: preconditionFailure("an item is no page")
      }
    }
  }

  /// Takes a converted document into the arena, where it was written. One that has grown beyond what a server takes is
  /// refused here: sent, it would be an error of the whole batch.
  private mutating func keep(
    _ document: LineConverter.Document, text: Range<Int>, _ line: Int, item: Int?, _ outcome: inout BlockOutcome
  ) {
    let start = arena.count
    let encoded = EncodedDocument(
      collection: document.collection,
      bytes: start + document.range.lowerBound..<start + document.range.upperBound, text: text, line: line, item: item)
    guard encoded.bytes.count <= EncodedDocument.largest else {
      outcome.refuse(
        encoded, .tooLong, "\(encoded.bytes.count) bytes as BSON, more than the 16 MiB that a document may have")
      return
    }
    documents.append(encoded)
    arena.keep(upTo: start + document.range.upperBound)
  }

  private func refuse(
    _ document: EncodedDocument, _ refusal: LineRefusal, isCutOff: Bool, _ outcome: inout BlockOutcome
  ) {
    let cut = isCutOff ? "; the input ended within this line" : ""
    outcome.refuse(document, RefusalReason(refusal.reason), "\(refusal)\(cut)")
  }

  // MARK: Delivering

  /// Sends the block's documents, collection by collection; false when some stay unsettled.
  private mutating func deliver(_ outcome: inout BlockOutcome) -> Bool {
    defer { loader.turnstile.pass(ticket) }
    let groups = Dictionary(grouping: documents, by: \.collection).sorted { $0.key < $1.key }
    do throws(Courier.Failure) {
      // Events first: they need not wait for their turn.
      for isEvents in [true, false] {
        for (index, group) in groups {
          let definition = OnePwModel.collections[index]
          guard (definition.kind == .events) == isEvents else { continue }
          if !isEvents { loader.turnstile.wait(for: ticket) }
          try deliver(group, to: definition, &outcome)
        }
      }
      return true
    } catch {
      switch error {
      case .gaveUp(let cause): loader.ledger.end(.gaveUp(message: cause.message))
      case .failed(let cause): loader.ledger.end(.failed(.server(cause)))
      case .stopped: loader.ledger.end(.stopped)
      }
      return false
    }
  }

  private mutating func deliver(
    _ group: [EncodedDocument], to definition: CollectionDefinition, _ outcome: inout BlockOutcome
  ) throws(Courier.Failure) {
    guard courier != nil else { return outcome.inserted(group.count, into: definition) }
    let before = outcome.tally.inserted
    try courier?.deliver(group, to: definition, from: arena, into: &outcome, notices: loader.notices)
    loader.notices.inserted(outcome.tally.inserted - before, into: definition.name)
  }
}

extension RefusalReason {
  /// The converter's codes are the same words.
  init(_ reason: LineRefusal.Reason) {
    guard let same = RefusalReason(rawValue: reason.rawValue) else { preconditionFailure("no code for \(reason)") }
    self = same
  }
}

extension UnsafeRawBufferPointer {
  /// Where the next newline is; there is one.
  fileprivate func firstNewline(from start: Int) -> Int {
    let found = unsafe memchr(baseAddress! + start, 0x0A, count - start)
    return unsafe UnsafeRawPointer(found!) - baseAddress!
  }

  fileprivate var withoutCarriageReturn: UnsafeRawBufferPointer {
    unsafe last == 0x0D ? UnsafeRawBufferPointer(rebasing: dropLast()) : self
  }

  fileprivate var isBlank: Bool { unsafe allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }
}
