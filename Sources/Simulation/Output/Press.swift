/// Writes blocks into memory of its own, one thread's worth. SAFETY: the buffer is as large as the block's longest
/// possible text, which is computed before a byte is written; a text that outgrew it ends the process.
package final class Press {
  let world: World
  let memo: SessionMemo
  let feed: Feed
  private var buffer: UnsafeMutableRawBufferPointer

  package init(_ world: World, feed: Feed) {
    self.world = world
    self.feed = feed
    memo = SessionMemo(world, isExtended: feed.isExtended)
    buffer = .allocate(byteCount: 0, alignment: 64)
  }

  deinit { buffer.deallocate() }

  /// The block's text, good until the next call.
  package func text(of block: Plan.Block) -> UnsafeRawBufferPointer {
    switch block {
    case .run(let collection, let numbers):
      let staged = world.staged(collection, numbers)
      var writer = writer(reserving: numbers.count * longest(collection) + bytes(staged))
      if staged.isEmpty {
        write(collection, numbers, &writer)
      } else {
        merge([Run(collection, numbers, staged)], &writer)
      }
      return written(writer)
    case .merged(let streams, let from, let to):
      let runs = streams.map { stream in
        let numbers = world.count(stream, before: from)..<world.count(stream, before: to)
        return Run(stream, numbers, world.staged[stream]?.events(from: from, to: to) ?? [])
      }
      let reserved = runs.reduce(0) { $0 + $1.numbers.count * longest($1.stream) + bytes($1.staged) }
      var writer = writer(reserving: reserved)
      merge(runs, &writer)
      return written(writer)
    }
  }

  private func write(_ collection: WorldCollection, _ numbers: Range<Int>, _ writer: inout LineWriter) {
    // One loop a collection: the switch inside would be taken once a line.
    if !feed.isPlain && WorldCollection.events.contains(collection) {
      for n in numbers { writeImperfect(collection, at: n, &writer) }
      return
    }
    switch collection {
    case .audit: for n in numbers { world.writeAuditEvent(n, &writer, memo) }
    case .usages: for n in numbers { world.writeUsage(n, &writer, memo) }
    default: for n in numbers { world.write(collection, n, &writer, memo) }
    }
  }

  /// A stretch of one stream, and what scenarios add to it.
  private struct Run {
    let stream: WorldCollection
    let numbers: Range<Int>
    var staged: ArraySlice<Stories.Event>
    var next: Int

    init(_ stream: WorldCollection, _ numbers: Range<Int>, _ staged: ArraySlice<Stories.Event>) {
      self.stream = stream
      self.numbers = numbers
      self.staged = staged
      next = numbers.lowerBound
    }
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
    run.next < run.numbers.upperBound ? world.time(run.stream, run.next) : .max
  }

  private func write(_ run: inout Run, _ writer: inout LineWriter) {
    if let event = run.staged.first, event.time < ownTime(run) {
      event.line.withUnsafeBytes { line in
        if let start = line.baseAddress { writer.put(start, count: line.count) }
      }
      run.staged.removeFirst()
    } else {
      if feed.isPlain || !WorldCollection.events.contains(run.stream) {
        world.write(run.stream, run.next, &writer, memo)
      } else {
        writeImperfect(run.stream, at: run.next, &writer)
      }
      run.next += 1
    }
  }

  /// A line, its duplicate and what a later version of the API adds to both.
  func longest(_ collection: WorldCollection) -> Int {
    world.longestLine(collection) * (feed.isPlain ? 1 : 2) + (feed.isSecondVersion ? 1024 : 0)
  }

  private func bytes(_ staged: ArraySlice<Stories.Event>) -> Int { staged.reduce(0) { $0 + $1.line.count } }

  private func writer(reserving bytes: Int) -> LineWriter {
    if buffer.count < bytes + LineWriter.slack {
      buffer.deallocate()
      buffer = .allocate(byteCount: bytes + LineWriter.slack, alignment: 64)
    }
    return LineWriter(at: buffer.baseAddress.unsafelyUnwrapped, isExtended: feed.isExtended)
  }

  private func written(_ writer: LineWriter) -> UnsafeRawBufferPointer {
    let start = buffer.baseAddress.unsafelyUnwrapped
    let count = writer.at - start
    // Once a block, so it costs nothing; nothing that was written is handed on.
    precondition(count + LineWriter.slack <= buffer.count, "a block outgrew its reserve")
    return UnsafeRawBufferPointer(start: start, count: count)
  }
}
