internal import CPosix
internal import Glibc
internal import RecordIO
internal import ToolSupport

/// Standard output for blocks of a quarter of a megabyte: they go to the kernel as they are, without another copy.
struct BlockSink: Sendable {
  private let descriptor: Int32

  /// A pipe is asked to hold a megabyte: fewer changes between the two processes.
  init(descriptor: Int32) {
    self.descriptor = descriptor
    onepw_widen_pipe(descriptor, 1 << 20)
  }

  /// 0, or the `errno` that ends the writing; `EINTR` once the user has asked to stop.
  func write(_ block: UnsafeRawBufferPointer) -> Int32 {
    var rest = unsafe block
    while unsafe !rest.isEmpty, let start = rest.baseAddress {
      if Signals.pending != nil { return EINTR }
      let written = unsafe Glibc.write(descriptor, start, rest.count)
      if written >= 0 {
        unsafe rest = UnsafeRawBufferPointer(rebasing: rest[written...])
      } else if case let code = errno, !mayWriteAgain(to: descriptor, after: code) {
        return code
      }
    }
    return 0
  }
}
