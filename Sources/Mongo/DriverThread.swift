internal import Glibc

/// A thread for blocking driver calls, which do not belong on Swift's cooperative pool.
package struct DriverThread: ~Copyable {
  private var thread = pthread_t()

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  package init(_ body: @escaping @Sendable () -> Void) {
    let work = Unmanaged.passRetained(Work(body)).toOpaque()
    let result = pthread_create(
      &thread, nil,
      { argument in
        Unmanaged<Work>.fromOpaque(argument!).takeRetainedValue().body()
        return nil
      }, work)
    precondition(result == 0, "no thread to be had")
  }

  /// Waits for the end of the thread. Call this or `detach()`: without either, the thread's memory stays after its end.
  package consuming func join() { pthread_join(thread, nil) }

  /// Lets the thread end by itself.
  package consuming func detach() { pthread_detach(thread) }
}
