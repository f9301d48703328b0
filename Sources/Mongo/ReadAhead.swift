internal import CMongo
internal import Glibc
internal import Synchronization

/// Reads a cursor on a thread of its own: the server and the driver work on the next documents while the caller works on
/// these.
///
/// Documents pass in blocks, their bytes one after the other, two at most under way. SAFETY: the cursor belongs to the
/// reading thread while `drain` runs, and a block to one side at a time, as the semaphores say.
final class ReadAhead: @unchecked Sendable {
  /// An object, so that each side touches its own block alone and not what holds them both.
  private final class Block {
    var bytes: [UInt8] = []
    var isLast = false
  }

  /// What is handed over first: what a server's first reply brings at most, so that nothing of it waits for the second.
  private static let firstDocuments = 101
  /// What is handed over at once later, unless the documents are large.
  private static let documents = 2000
  private static let size = 1 << 20

  private let cursor: OpaquePointer
  private let blocks = [Block(), Block()]
  private let isStopped = Atomic(false)
  private let free = Semaphore(2)
  private let filled = Semaphore(0)

  init(_ cursor: OpaquePointer) { self.cursor = cursor }

  /// Hands each document to `body` until that returns false or the end. The cursor is the caller's again afterwards.
  func drain(_ body: (UnsafeRawBufferPointer) -> Bool) {
    // Most answers are one block: no thread is started for those.
    fill(0, with: Self.firstDocuments)
    guard pass(0, to: body), !blocks[0].isLast else { return }
    let thread = DriverThread { [self] in
      var slot = 0
      repeat {
        free.wait()
        if isStopped.load(ordering: .relaxed) { return }
        fill(slot, with: Self.documents)
        let isLast = blocks[slot].isLast
        filled.post()
        if isLast { return }
        slot = 1 - slot
      } while true
    }
    var slot = 0
    var isWanted = true
    while isWanted {
      filled.wait()
      isWanted = pass(slot, to: body) && !blocks[slot].isLast
      if !isWanted { isStopped.store(true, ordering: .relaxed) }
      free.post()
      slot = 1 - slot
    }
    thread.join()
  }

  private func fill(_ slot: Int, with documents: Int) {
    blocks[slot].bytes.removeAll(keepingCapacity: true)
    var document: OpaquePointer?
    for _ in 0..<documents where blocks[slot].bytes.count < Self.size {
      guard mongoc_cursor_next(cursor, &document), let document else {
        blocks[slot].isLast = true
        return
      }
      blocks[slot].bytes.append(
        contentsOf: UnsafeRawBufferPointer(start: bson_get_data(document), count: Int(onepw_bson_length(document))))
    }
  }

  private func pass(_ slot: Int, to body: (UnsafeRawBufferPointer) -> Bool) -> Bool {
    blocks[slot].bytes.withUnsafeBytes { bytes in
      var start = 0
      while start < bytes.count {
        let length = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self)))
        guard body(UnsafeRawBufferPointer(rebasing: bytes[start..<start + length])) else { return false }
        start += length
      }
      return true
    }
  }
}

/// A counting semaphore of the system's.
private final class Semaphore: @unchecked Sendable {
  private let handle = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init(_ count: UInt32) { sem_init(handle, 0, count) }

  deinit {
    sem_destroy(handle)
    handle.deallocate()
  }

  func post() { sem_post(handle) }

  /// A signal to the process does not end the wait.
  func wait() { while sem_wait(handle) == -1 && errno == EINTR {} }
}
