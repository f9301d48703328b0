/// Writes blocks into memory of its own, one thread's worth. SAFETY: the buffer is as large as the block's longest
/// possible text, which is computed before a byte is written.
final class Press {
  private let world: World
  private let memo: SessionMemo
  private let isExtended: Bool
  private var buffer: UnsafeMutableRawBufferPointer

  init(_ world: World, isExtended: Bool) {
    self.world = world
    self.isExtended = isExtended
    memo = SessionMemo(world, isExtended: isExtended)
    buffer = .allocate(byteCount: 0, alignment: 64)
  }

  deinit { buffer.deallocate() }

  /// The block's text, good until the next call.
  func text(of block: Plan.Block) -> UnsafeRawBufferPointer {
    switch block {
    case .run(let collection, let numbers):
      var writer = writer(reserving: numbers.count * world.longestLine(collection))
      write(collection, numbers, &writer)
      return written(writer)
    case .merged(let streams, let from, let to):
      let runs = streams.map { ($0, world.count($0, before: from)..<world.count($0, before: to)) }
      var writer = writer(reserving: runs.reduce(0) { $0 + $1.1.count * world.longestLine($1.0) })
      merge(runs, &writer)
      return written(writer)
    }
  }

  private func write(_ collection: WorldCollection, _ numbers: Range<Int>, _ writer: inout LineWriter) {
    // One loop a collection: the switch inside would be taken once a line.
    switch collection {
    case .audit: for n in numbers { world.writeAuditEvent(n, &writer, memo) }
    case .usages: for n in numbers { world.writeUsage(n, &writer, memo) }
    default: for n in numbers { world.write(collection, n, &writer, memo) }
    }
  }

  /// By time; at the same millisecond in the order of the streams.
  private func merge(_ runs: [(stream: WorldCollection, numbers: Range<Int>)], _ writer: inout LineWriter) {
    var next = runs.map { run in
      (n: run.numbers.lowerBound, time: time(run.stream, run.numbers.lowerBound, run.numbers))
    }
    while let earliest = next.indices.min(by: { next[$0].time < next[$1].time }), next[earliest].time < .max {
      let (stream, numbers) = runs[earliest]
      world.write(stream, next[earliest].n, &writer, memo)
      next[earliest].n += 1
      next[earliest].time = time(stream, next[earliest].n, numbers)
    }
  }

  private func time(_ stream: WorldCollection, _ n: Int, _ numbers: Range<Int>) -> Milliseconds {
    n < numbers.upperBound ? world.time(stream, n) : .max
  }

  private func writer(reserving bytes: Int) -> LineWriter {
    if buffer.count < bytes + LineWriter.slack {
      buffer.deallocate()
      buffer = .allocate(byteCount: bytes + LineWriter.slack, alignment: 64)
    }
    return LineWriter(at: buffer.baseAddress.unsafelyUnwrapped, isExtended: isExtended)
  }

  private func written(_ writer: LineWriter) -> UnsafeRawBufferPointer {
    let start = buffer.baseAddress.unsafelyUnwrapped
    return UnsafeRawBufferPointer(start: start, count: writer.at - start)
  }
}
