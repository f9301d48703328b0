import Glibc
import Testing

@testable import RecordIO

@Suite("An output")
struct OutputTests {
  @Test("waits for a descriptor that somebody made non-blocking, instead of giving up")
  func nonBlocking() throws {
    var ends: [Int32] = [0, 0]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    try #require(socketpair(AF_UNIX, kind, 0, &ends) == 0)
    #expect(fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0)
    let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
    let reader = SlowReader(ends[0])
    var output = Output(descriptor: ends[1])
    output.append(bytes)
    var failure: OutputError?
    do { try output.flush() } catch { failure = error }
    close(ends[1])
    #expect(failure == nil)
    #expect(reader.join() == bytes)
  }
}

/// Begins to read when the writer has long filled what the kernel holds.
private final class SlowReader {
  private var thread = pthread_t()
  private let work: Work

  private final class Work: @unchecked Sendable {
    let descriptor: Int32
    // SAFETY: touched by the thread until it is joined, then by who joined it.
    var bytes: [UInt8] = []
    init(_ descriptor: Int32) { self.descriptor = descriptor }

    func run() {
      usleep(300_000)
      var piece = [UInt8](repeating: 0, count: 1 << 16)
      while case let got = read(descriptor, &piece, piece.count), got > 0 { bytes += piece[..<got] }
      close(descriptor)
    }
  }

  init(_ descriptor: Int32) {
    work = Work(descriptor)
    pthread_create(
      &thread, nil,
      { argument in
        Unmanaged<Work>.fromOpaque(argument!).takeRetainedValue().run()
        return nil
      }, Unmanaged.passRetained(work).toOpaque())
  }

  func join() -> [UInt8] {
    pthread_join(thread, nil)
    return work.bytes
  }
}
