internal import Glibc

/// Bytes on their way to a file descriptor, written in large pieces.
///
/// `append` only remembers; `commit` writes once enough has gathered, `flush` writes at once. A closed pipe ends the
/// process by SIGPIPE, as it does for every filter; anything else that fails is an error, a full disk above all.
package struct Output: ~Copyable {
  /// What is not yet written. Formats append to it directly.
  package var pending: [UInt8] = []
  /// For writers that bring large blocks of their own; they flush first.
  package let descriptor: Int32
  private let file: String
  /// Large enough that a system call costs nothing beside it, small enough for the cache.
  private let threshold = 1 << 16

  /// - Parameter file: What to call it in an error.
  package init(descriptor: Int32, file: String = "standard output") {
    self.descriptor = descriptor
    self.file = file
    pending.reserveCapacity(threshold + 4096)
  }

  package mutating func append(_ bytes: some Sequence<UInt8>) { pending.append(contentsOf: bytes) }
  package mutating func append(_ text: String) { pending.append(contentsOf: text.utf8) }

  /// Writes when there is enough to write. Call it after each record.
  package mutating func commit() throws(OutputError) {
    if pending.count >= threshold { try flush() }
  }

  /// Writes everything now.
  package mutating func flush() throws(OutputError) {
    var start = 0
    while start < pending.count {
      let written = unsafe pending.withUnsafeBytes { bytes in
        unsafe write(descriptor, bytes.baseAddress! + start, bytes.count - start)
      }
      if written < 0 {
        let code = errno
        if mayWriteAgain(to: descriptor, after: code) { continue }
        pending.removeAll(keepingCapacity: true)
        throw OutputError(code: code, file: file)
      }
      start += written
    }
    pending.removeAll(keepingCapacity: true)
  }
}

/// Whether what failed is to be tried again: a write that a signal interrupted; and one to a pipe that another of its users made
/// non-blocking and that is full, then as soon as it has room, or after a moment, so that who writes can look for signals.
package func mayWriteAgain(to descriptor: Int32, after code: Int32) -> Bool {
  guard code == EAGAIN else { return code == EINTR }
  var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
  unsafe poll(&entry, 1, 200)
  return true
}

/// Standard output, or a file that the user named, did not take what was written.
package struct OutputError: Error, Equatable, Sendable {
  package let code: Int32
  package let file: String

  package init(code: Int32, file: String) {
    self.code = code
    self.file = file
  }

  package var message: String { "cannot write to \(file): \(describeSystemError(code))" }
}

/// The system's words for an error number.
package func describeSystemError(_ code: Int32) -> String {
  unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
}
