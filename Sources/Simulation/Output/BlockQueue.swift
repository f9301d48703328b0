internal import Glibc

/// Deals out the numbers of blocks and hands their texts on in order. A thread never waits for another's block, only when
/// it has run too far ahead of the slowest.
final class BlockQueue: @unchecked Sendable {
  private let blocks: Int
  private let ahead: Int
  private let sink: World.Sink
  private var mutex = pthread_mutex_t()
  private var changed = pthread_cond_t()
  // All of these only with the lock.
  private var taken = 0
  private var handedOn = 0
  private var isHandingOn = false
  private var ready: [Int: Sheet] = [:]
  private var spare: [Sheet] = []
  private(set) var error: Int32 = 0

  /// - Parameter ahead: How many blocks there may be at once, those that are being made included.
  init(blocks: Int, ahead: Int, _ sink: @escaping World.Sink) {
    self.blocks = blocks
    self.ahead = ahead
    self.sink = sink
    pthread_mutex_init(&mutex, nil)
    pthread_cond_init(&changed, nil)
  }

  deinit {
    pthread_mutex_destroy(&mutex)
    pthread_cond_destroy(&changed)
  }

  /// The next block to make and what to write it on; nil when there is none, or an error has ended the writing.
  func take() -> (number: Int, sheet: Sheet)? {
    pthread_mutex_lock(&mutex)
    defer { pthread_mutex_unlock(&mutex) }
    while taken < blocks && taken - handedOn >= ahead && error == 0 { pthread_cond_wait(&changed, &mutex) }
    guard taken < blocks, error == 0 else { return nil }
    taken += 1
    return (taken - 1, spare.popLast() ?? Sheet())
  }

  /// Takes a block that is made, and hands on all whose turn has come, unless another thread is about it.
  func hand(_ number: Int, _ sheet: Sheet) {
    pthread_mutex_lock(&mutex)
    defer { pthread_mutex_unlock(&mutex) }
    ready[number] = sheet
    guard !isHandingOn else { return }
    isHandingOn = true
    while error == 0, let next = ready.removeValue(forKey: handedOn) {
      // Nobody else hands on: the sink runs without the lock.
      pthread_mutex_unlock(&mutex)
      let result = next.text.isEmpty ? 0 : sink(next.text)
      pthread_mutex_lock(&mutex)
      error = result
      handedOn += 1
      spare.append(next)
      pthread_cond_broadcast(&changed)
    }
    isHandingOn = false
  }
}
