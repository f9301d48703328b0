internal import Glibc
internal import Synchronization

extension World {
  /// Takes a block's text, in order, on whichever thread made it; another value than 0 (an `errno`) ends the writing.
  package typealias Sink = @Sendable (UnsafeRawBufferPointer) -> Int32

  /// Writes a plan. Each thread makes whole blocks and waits for its turn to hand them on, so memory is one block a
  /// thread. Returns what the sink returned last: 0, or the error that ended it.
  package func perform(_ plan: Plan, threads: Int, feed: Feed = Feed(), _ sink: @escaping Sink) -> Int32 {
    let turns = Turns()
    let work: @Sendable () -> Void = { [self] in
      let press = Press(self, feed: feed)
      while let number = turns.take(below: plan.blocks) {
        let block = plan.block(number, of: self)
        let text = press.text(of: block)
        if feed.page > 0, case .run(let stream, let lines) = block, WorldCollection.events.contains(stream) {
          let hasMore = lines.upperBound < self.lines(stream, feed)
          let page = press.page(text, number: lines.lowerBound, hasMore: hasMore)
          guard turns.hand(number, over: { page.withUnsafeBytes { sink($0) } }) else { return }
          continue
        }
        guard turns.hand(number, over: { text.isEmpty ? 0 : sink(text) }) else { return }
      }
    }
    let others = (1..<max(1, min(threads, plan.blocks))).compactMap { _ in Worker(work) }
    work()
    for worker in others { worker.join() }
    return turns.error
  }
}

/// Hands out numbers and lets their holders speak in that order.
private final class Turns: @unchecked Sendable {
  private let taken = Atomic(0)
  private let speaking = Atomic(0)
  private let failure = Atomic<Int32>(0)
  private var mutex = pthread_mutex_t()
  private var changed = pthread_cond_t()

  /// What ended the speaking, or 0.
  var error: Int32 { failure.load(ordering: .acquiring) }

  init() {
    pthread_mutex_init(&mutex, nil)
    pthread_cond_init(&changed, nil)
  }

  deinit {
    pthread_mutex_destroy(&mutex)
    pthread_cond_destroy(&changed)
  }

  func take(below count: Int) -> Int? {
    let number = taken.wrappingAdd(1, ordering: .relaxed).oldValue
    return number < count ? number : nil
  }

  /// Waits until all smaller numbers have spoken. False when one of them failed, or this one does.
  func hand(_ number: Int, over speak: () -> Int32) -> Bool {
    wait(for: number)
    guard error == 0 else { return false }
    // Nobody else holds this number: the sink runs without the lock.
    let result = speak()
    failure.store(result, ordering: .releasing)
    pthread_mutex_lock(&mutex)
    speaking.store(number + 1, ordering: .releasing)
    pthread_cond_broadcast(&changed)
    pthread_mutex_unlock(&mutex)
    return result == 0
  }

  private func isDue(_ number: Int) -> Bool { speaking.load(ordering: .acquiring) == number || error != 0 }

  private func wait(for number: Int) {
    // A block takes as long as waking a thread up does: so first it only steps aside for a while.
    for _ in 0..<200 {
      if isDue(number) { return }
      sched_yield()
    }
    pthread_mutex_lock(&mutex)
    while !isDue(number) { pthread_cond_wait(&changed, &mutex) }
    pthread_mutex_unlock(&mutex)
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
