/// Memory that holds one block's text, written by one thread and handed on by another, never both at a time.
final class Sheet: @unchecked Sendable {
  private var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 0, alignment: 64)
  private var count = 0

  deinit { buffer.deallocate() }

  var text: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: buffer[..<count]) }

  func start(reserving bytes: Int) -> UnsafeMutableRawPointer {
    if buffer.count < bytes {
      buffer.deallocate()
      buffer = .allocate(byteCount: bytes, alignment: 64)
    }
    count = 0
    return buffer.baseAddress.unsafelyUnwrapped
  }

  /// Says where the text ends; the process does when it has outgrown the sheet.
  func end(at end: UnsafeMutableRawPointer, slack: Int) {
    count = buffer.baseAddress.map { end - $0 } ?? 0
    precondition(count + slack <= buffer.count, "a block outgrew its reserve")
  }

  func replace(with bytes: [UInt8]) {
    start(reserving: bytes.count + 1).copyMemory(from: bytes, byteCount: bytes.count)
    count = bytes.count
  }
}
