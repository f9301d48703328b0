internal import Glibc

/// Hands values from several threads to one that waits for them, a limited time if it likes.
@safe final class Mailbox<Element: Sendable>: @unchecked Sendable {
  // SAFETY: `waiting` is read and written under `mutex` only; both C objects stay where they were allocated until `deinit`.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let arrival: UnsafeMutablePointer<pthread_cond_t>
  private var waiting: [Element] = []

  init() {
    unsafe mutex = .allocate(capacity: 1)
    unsafe arrival = .allocate(capacity: 1)
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(arrival, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(arrival)
    unsafe pthread_mutex_destroy(mutex)
    unsafe arrival.deallocate()
    unsafe mutex.deallocate()
  }

  func put(_ element: Element) {
    unsafe pthread_mutex_lock(mutex)
    waiting.append(element)
    unsafe pthread_cond_signal(arrival)
    unsafe pthread_mutex_unlock(mutex)
  }

  /// Everything that has arrived, in order; waits for the first when there is none, up to `milliseconds`: then it is empty.
  func takeAll(within milliseconds: Int) -> [Element] {
    var end = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &end)
    let nanoseconds = end.tv_nsec + milliseconds % 1000 * 1_000_000
    end.tv_sec += milliseconds / 1000 + nanoseconds / 1_000_000_000
    end.tv_nsec = nanoseconds % 1_000_000_000
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    while waiting.isEmpty {
      guard unsafe pthread_cond_timedwait(arrival, mutex, &end) == 0 else { break }
    }
    defer { waiting.removeAll() }
    return waiting
  }
}
