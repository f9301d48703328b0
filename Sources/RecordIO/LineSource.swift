internal import CPosix
internal import Glibc

/// Blocks of whole lines from a file descriptor.
///
/// Not thread-safe: workers that share one hold a lock while they call `fill`, which is the only queue there is.
package struct LineSource: ~Copyable {
  /// A line may be this long, newline excluded. MongoDB takes no larger document.
  package static let longestLine = 16 << 20
  /// How much of a longer line is kept for the report.
  package static let keptOfOversize = 64 << 10
  /// A producer that writes slowly does not wait longer than this for its lines to be passed on.
  package static let patience: Int = 200

  private let descriptor: Int32
  /// The beginning of a line whose end has not arrived.
  private var carry: [UInt8] = []
  private var nextLine = 1
  private var atStart = true
  private var atEnd = false
  /// Bytes handed out so far, for progress.
  package private(set) var bytesRead = 0

  package init(descriptor: Int32) {
    self.descriptor = descriptor
    onepw_widen_pipe(descriptor, 1 << 20)
  }

  /// Fills `block` with the next lines; false at the end of input.
  ///
  /// - Parameter stop: Asked before each read; true makes this the end of input.
  package mutating func fill(_ block: inout LineBlock, stop: () -> Bool = { false }) throws(InputError) -> Bool {
    block.shrink()
    block.count = 0
    block.oversize = nil
    block.endsUnterminated = false
    block.firstLine = nextLine
    block.grow(to: max(LineBlock.fullSize, carry.count + LineBlock.fullSize / 2))
    unsafe carry.withUnsafeBytes { bytes in
      if let base = bytes.baseAddress { unsafe block.memory.copyMemory(from: base, byteCount: bytes.count) }
    }
    block.count = carry.count
    carry.removeAll(keepingCapacity: carry.capacity <= LineBlock.fullSize)

    // What follows an oversize line may hold whole lines already.
    var newline = unsafe onepw_memrchr(block.memory, 0x0A, block.count).map {
      unsafe UnsafeRawPointer($0) - UnsafeRawPointer(block.memory)
    }
    var deadline = newline == nil ? nil : milliseconds() + Self.patience
    while !atEnd {
      if let ready = deadline, newline != nil {
        let rest = ready - milliseconds()
        if rest <= 0 || !hasInput(within: rest) { break }
      }
      if stop() {
        // What has arrived in whole lines is passed on; a part of a line is not input yet.
        atEnd = true
        block.count = newline.map { $0 + 1 } ?? 0
        break
      }
      let space = block.capacity - block.count - 1
      if space <= 0 {
        if newline != nil { break }
        if block.count > Self.longestLine { return try skipOversize(&block, stop: stop) }
        block.grow(to: min(max(block.capacity * 2, 2), Self.longestLine + 2))
        continue
      }
      // A signal that arrives just before a blocking read would not wake it.
      guard hasInput(within: Self.patience) else { continue }
      let got = unsafe read(descriptor, block.memory + block.count, space)
      if got < 0 {
        // Somebody else who reads a pipe that is non-blocking may have been faster.
        if errno == EINTR || errno == EAGAIN { continue }
        throw InputError(code: errno)
      }
      if got == 0 {
        atEnd = true
        break
      }
      bytesRead += got
      if let found = unsafe onepw_memrchr(block.memory + block.count, 0x0A, got) {
        newline = unsafe UnsafeRawPointer(found) - UnsafeRawPointer(block.memory)
      }
      block.count += got
      if deadline == nil { deadline = milliseconds() + Self.patience }
      if newline != nil && block.count >= block.capacity / 2 && block.count >= LineBlock.fullSize / 2 { break }
    }
    return finish(&block, newline: newline)
  }

  /// Cuts the block after its last newline, keeps the rest for the next one, and numbers the lines.
  private mutating func finish(_ block: inout LineBlock, newline: Int?) -> Bool {
    if atEnd {
      guard block.count > 0 else { return false }
      if unsafe block.memory.load(fromByteOffset: block.count - 1, as: UInt8.self) != 0x0A {
        unsafe block.memory.storeBytes(of: 0x0A, toByteOffset: block.count, as: UInt8.self)
        block.count += 1
        block.endsUnterminated = true
      }
    } else if let newline {
      let rest = unsafe UnsafeRawBufferPointer(start: block.memory + newline + 1, count: block.count - newline - 1)
      unsafe carry.append(contentsOf: rest)
      block.count = newline + 1
    }
    if atStart { dropByteOrderMark(&block) }
    atStart = false
    block.lines = unsafe countNewlines(block.bytes)
    nextLine += block.lines
    return true
  }

  private func dropByteOrderMark(_ block: inout LineBlock) {
    guard block.count >= 3, unsafe block.bytes.prefix(3).elementsEqual([0xEF, 0xBB, 0xBF]) else { return }
    unsafe memmove(block.memory, block.memory + 3, block.count - 3)
    block.count -= 3
  }

  /// Reads past a line that is longer than any may be: only its beginning is kept.
  private mutating func skipOversize(_ block: inout LineBlock, stop: () -> Bool) throws(InputError) -> Bool {
    var length = block.count
    var scrap = [UInt8](repeating: 0, count: LineBlock.fullSize)
    search: while true {
      if stop() {
        atEnd = true
        block.count = 0
        return false
      }
      guard hasInput(within: Self.patience) else { continue }
      let got = unsafe scrap.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
      if got < 0 {
        if errno == EINTR || errno == EAGAIN { continue }
        throw InputError(code: errno)
      }
      if got == 0 {
        atEnd = true
        break
      }
      bytesRead += got
      if let end = scrap[..<got].firstIndex(of: 0x0A) {
        length += end
        carry = Array(scrap[(end + 1)..<got])
        break search
      }
      length += got
    }
    block.count = Self.keptOfOversize
    block.oversize = length
    block.lines = 1
    nextLine += 1
    atStart = false
    return true
  }

  private func hasInput(within milliseconds: Int) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&entry, 1, Int32(clamping: milliseconds)) > 0
  }

  private func milliseconds() -> Int {
    var now = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
  }
}

/// By the C library's search: a loop of our own over checked memory took longer than converting the lines.
private func countNewlines(_ bytes: UnsafeRawBufferPointer) -> Int {
  guard var next = bytes.baseAddress else { return 0 }
  let end = unsafe next + bytes.count
  var total = 0
  while let found = unsafe memchr(next, 0x0A, end - next) {
    total += 1
    unsafe next = UnsafeRawPointer(found) + 1
  }
  return total
}

/// Standard input could not be read.
package struct InputError: Error, Equatable, Sendable {
  package let code: Int32
  package var message: String { "cannot read standard input: \(describeSystemError(code))" }
}
