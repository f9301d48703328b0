/// Writes blocks, each on a sheet. SAFETY: the sheet is made as large as the block's longest possible text, which is
/// computed before a byte is written; a text that outgrew it ends the process.
package final class Press {
  let world: World
  let memo: SessionMemo
  let feed: Feed
  /// What the next block is written on.
  var sheet = Sheet()

  package init(_ world: World, feed: Feed) {
    self.world = world
    self.feed = feed
    memo = SessionMemo(world, isExtended: feed.isExtended)
  }

  /// The block's text, good until the sheet is written on again.
  package func text(of block: Plan.Block) -> UnsafeRawBufferPointer {
    switch block {
    case .run(let collection, let lines):
      let run = Run(collection, lines, staged(collection, lines))
      var writer = writer(reserving: reserve(for: run))
      if run.staged.isEmpty { write(collection, lines, &writer) } else { merge([run], &writer) }
      return written(writer)
    case .merged(let streams, let from, let to):
      let runs = streams.map { stream in
        let events = world.count(stream, before: from)..<world.count(stream, before: to)
        let lines = feed.lines(of: events.lowerBound)..<feed.lines(of: events.upperBound)
        return Run(stream, lines, world.staged[stream]?.events(from: from, to: to) ?? [])
      }
      var writer = writer(reserving: runs.reduce(0) { $0 + reserve(for: $1) })
      merge(runs, &writer)
      return written(writer)
    }
  }

  private func write(_ collection: WorldCollection, _ lines: Range<Int>, _ writer: inout LineWriter) {
    // One loop a collection: the switch inside would be taken once a line.
    if !feed.isPlain && WorldCollection.events.contains(collection) {
      for line in lines { writeImperfect(collection, at: line, &writer) }
      return
    }
    switch collection {
    case .audit: for n in lines { world.writeAuditEvent(n, &writer, memo) }
    case .usages: for n in lines { world.writeUsage(n, &writer, memo) }
    default: for n in lines { world.write(collection, n, &writer, memo) }
    }
  }

  /// A stretch of one stream, and what scenarios add to it.
  private struct Run {
    let stream: WorldCollection
    let lines: Range<Int>
    var staged: ArraySlice<Stories.Event>
    var next: Int

    init(_ stream: WorldCollection, _ lines: Range<Int>, _ staged: ArraySlice<Stories.Event>) {
      self.stream = stream
      self.lines = lines
      self.staged = staged
      next = lines.lowerBound
    }
  }

  /// The staged events that go before the lines: from the time of the line before the first, up to the time of the last;
  /// after the stream's end with its last line.
  private func staged(_ stream: WorldCollection, _ lines: Range<Int>) -> ArraySlice<Stories.Event> {
    guard let staged = world.staged[stream] else { return [] }
    let from = lines.lowerBound == 0 ? .min : time(stream, lines.lowerBound - 1)
    let to = lines.upperBound == world.lines(stream, feed) ? .max : time(stream, lines.upperBound - 1)
    return staged.events(from: from, to: to)
  }

  private func time(_ stream: WorldCollection, _ line: Int) -> Milliseconds {
    world.time(stream, WorldCollection.events.contains(stream) ? feed.event(at: line).number : line)
  }

  /// By time; at the same millisecond the company's own events first, then in the order of the streams.
  private func merge(_ runs: [Run], _ writer: inout LineWriter) {
    var runs = runs
    var times = runs.map { time($0) }
    while let earliest = times.indices.min(by: { times[$0] < times[$1] }), times[earliest] < .max {
      write(&runs[earliest], &writer)
      times[earliest] = time(runs[earliest])
    }
  }

  private func time(_ run: Run) -> Milliseconds {
    min(ownTime(run), run.staged.first?.time ?? .max)
  }

  private func ownTime(_ run: Run) -> Milliseconds {
    run.next < run.lines.upperBound ? time(run.stream, run.next) : .max
  }

  private func write(_ run: inout Run, _ writer: inout LineWriter) {
    if let event = run.staged.first, event.time < ownTime(run) {
      writeStaged(event.line, of: run.stream, &writer)
      run.staged.removeFirst()
    } else {
      write(run.stream, run.next..<run.next + 1, &writer)
      run.next += 1
    }
  }

  private func reserve(for run: Run) -> Int {
    let again = feed.duplicates > 0 ? 2 : 1
    return run.lines.count * longest(run.stream)
      + run.staged.reduce(0) { $0 + ($1.line.count + Self.secondVersion) * again }
  }

  /// What a later version of the API adds to a line, at most.
  static let secondVersion = 1024

  func longest(_ collection: WorldCollection) -> Int {
    world.longestLine(collection) + (feed.isSecondVersion ? Self.secondVersion : 0)
  }

  private func writer(reserving bytes: Int) -> LineWriter {
    LineWriter(at: sheet.start(reserving: bytes + LineWriter.slack), isExtended: feed.isExtended)
  }

  private func written(_ writer: LineWriter) -> UnsafeRawBufferPointer {
    // Once a block, so it costs nothing; nothing that was written is handed on.
    sheet.end(at: writer.at, slack: LineWriter.slack)
    return sheet.text
  }
}
