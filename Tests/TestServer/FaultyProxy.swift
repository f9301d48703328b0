import Glibc
import Synchronization

/// A TCP proxy on loopback that tests put between a tool and its server, to cut or to hold what passes.
package final class FaultyProxy: Sendable {
  package let port: UInt16
  private let listener: Int32
  private let target: UInt16
  private let pairs = Mutex<[Int32]>([])
  /// While true nothing passes, in either direction, and nobody is told.
  private let isHolding = Atomic(false)
  private let isClosed = Atomic(false)

  package init(to target: UInt16) throws(TestServerError) {
    self.target = target
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = loopback(0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let isListening = withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(listener, address, length) == 0 && listen(listener, 64) == 0
          && getsockname(listener, address, &length) == 0
      }
    }
    guard isListening else { throw .system(call: "listen", code: errno) }
    port = UInt16(bigEndian: address.sin_port)
    startThread { self.accept() }
  }

  /// Breaks every connection there is; new ones are taken.
  package func cut() { pairs.withLock { for descriptor in $0 { shutdown(descriptor, Int32(SHUT_RDWR)) } } }

  package func hold() { isHolding.store(true, ordering: .relaxed) }
  package func release() { isHolding.store(false, ordering: .relaxed) }

  package func close() {
    isClosed.store(true, ordering: .relaxed)
    release()
    shutdown(listener, Int32(SHUT_RDWR))
    cut()
  }

  private func accept() {
    while !isClosed.load(ordering: .relaxed) {
      let client = Glibc.accept(listener, nil, nil)
      guard client >= 0 else { continue }
      let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
      var address = loopback(target)
      let isConnected = withUnsafePointer(to: &address) { address in
        address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
          connect(server, address, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
      }
      guard isConnected else {
        Glibc.close(client)
        Glibc.close(server)
        continue
      }
      // Descriptors stay open until the test process ends, so that a number is never cut that has become another's.
      pairs.withLock { $0 += [client, server] }
      startThread { self.pass(from: client, to: server) }
      startThread { self.pass(from: server, to: client) }
    }
    Glibc.close(listener)
  }

  private func pass(from source: Int32, to sink: Int32) {
    var block = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(source, &block, block.count, 0)
      guard count > 0 else { break }
      while isHolding.load(ordering: .relaxed) { usleep(5_000) }
      var sent = 0
      while sent < count {
        let passed = block.withUnsafeBytes { send(sink, $0.baseAddress! + sent, count - sent, Int32(MSG_NOSIGNAL)) }
        guard passed > 0 else { break }
        sent += passed
      }
    }
    shutdown(source, Int32(SHUT_RDWR))
    shutdown(sink, Int32(SHUT_RDWR))
  }
}

private func loopback(_ port: UInt16) -> sockaddr_in {
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = port.bigEndian
  address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
  return address
}

private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

private func startThread(_ body: @escaping @Sendable () -> Void) {
  var thread = pthread_t()
  pthread_create(
    &thread, nil,
    { argument in
      Unmanaged<ThreadBody>.fromOpaque(argument!).takeRetainedValue().run()
      return nil
    }, Unmanaged.passRetained(ThreadBody(body)).toOpaque())
  pthread_detach(thread)
}
