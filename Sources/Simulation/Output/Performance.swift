internal import Glibc

extension World {
  /// Takes a block's text, in order; another value than 0 (an `errno`) ends the writing.
  package typealias Sink = @Sendable (UnsafeRawBufferPointer) -> Int32

  /// Writes a plan. Each thread makes whole blocks and goes on at once with the next; whoever makes the one whose turn it
  /// is hands on all that are ready. Memory is two blocks a thread. Returns what the sink returned last: 0, or the error
  /// that ended it.
  package func perform(_ plan: Plan, threads: Int, feed: Feed = Feed(), _ sink: @escaping Sink) -> Int32 {
    let threads = max(1, min(threads, plan.blocks))
    let queue = BlockQueue(blocks: plan.blocks, ahead: 2 * threads, sink)
    let work: @Sendable () -> Void = { [self] in
      let press = Press(self, feed: feed)
      while let (number, sheet) = queue.take() {
        press.sheet = sheet
        let block = plan.block(number, of: self)
        let text = press.text(of: block)
        if feed.page > 0, case .run(let stream, let lines) = block, WorldCollection.events.contains(stream) {
          let hasMore = lines.upperBound < self.lines(stream, feed)
          sheet.replace(with: press.page(text, number: lines.lowerBound, hasMore: hasMore))
        }
        queue.hand(number, sheet)
      }
    }
    let others = (1..<threads).compactMap { _ in Worker(work) }
    work()
    for worker in others { worker.join() }
    return queue.error
  }
}

/// A thread that is joined.
private struct Worker {
  private let thread: pthread_t

  /// nil when the system has no thread to give; the others then do its work.
  init?(_ body: @escaping @Sendable () -> Void) {
    final class Box {
      let body: @Sendable () -> Void
      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Box(body))
    let code = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, box.toOpaque())
    guard code == 0 else {
      box.release()
      return nil
    }
    self.thread = thread
  }

  func join() { pthread_join(thread, nil) }
}
