package import BSON
import Glibc

extension TestServer {
  /// Sends one command and gives the server's reply.
  ///
  /// It speaks the wire protocol (OP_MSG) by itself, on a connection of its own: what tests compare with must not come through the room
  /// that they test. No authentication, no TLS.
  ///
  /// - Throws: `TestServerError.command` when the server is away or `ok` is not 1.
  @discardableResult
  package func command(_ command: BSONDocument, on database: String = "admin") throws(TestServerError) -> BSONDocument {
    let connection = try Connection(port: port)
    let body = BSONDocument(Array(command) + [(key: "$db", value: .string(database))])
    // Header: length, request id, answers to, opcode 2013; then flags and the kind of the one section.
    try connection.send(littleEndian([UInt32(21 + body.bytes.count), 1, 0, 2013, 0]) + [0] + body.bytes)
    let length = try connection.receive(4).enumerated().reduce(0) { $0 + Int($1.element) << (8 * $1.offset) }
    let reply = BSONDocument(unchecked: Array(try connection.receive(length - 4).dropFirst(17)))
    guard reply["ok"]?.doubleValue == 1 else { throw .command(reply["errmsg"]?.stringValue ?? "no ok in the reply") }
    return reply
  }

  private func littleEndian(_ numbers: [UInt32]) -> [UInt8] {
    numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
  }
}

/// A connected loopback socket.
private struct Connection: ~Copyable {
  private let descriptor: Int32

  init(port: UInt16) throws(TestServerError) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw .system(call: "socket", code: errno) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    // A frozen server must not freeze the test that froze it.
    var patience = timeval(tv_sec: 30, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    let code = withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else { throw .command("no connection to port \(port), error \(errno)") }
  }

  deinit { close(descriptor) }

  borrowing func send(_ bytes: [UInt8]) throws(TestServerError) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress! + sent, $0.count - sent, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw .command("the connection broke, error \(errno)") }
      sent += count
    }
  }

  borrowing func receive(_ count: Int) throws(TestServerError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      var block = [UInt8](repeating: 0, count: count - bytes.count)
      let received = recv(descriptor, &block, block.count, 0)
      guard received > 0 else { throw .command("the connection broke, error \(errno)") }
      bytes += block[..<received]
    }
    return bytes
  }
}
