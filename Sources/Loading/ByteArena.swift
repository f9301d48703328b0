internal import BSON

/// Memory that encoded documents are written into one behind the other, and that is kept from block to block.
/// Positions are offsets, so it may grow while it is being filled.
@safe struct ByteArena: ~Copyable {
  /// A block of usual lines fits several times over; what a huge document needed is given back.
  private static let usualCapacity = 4 << 20

  // SAFETY: allocated here, freed in deinit, lent only within calls.
  private(set) var memory: UnsafeMutableRawPointer
  private var capacity: Int
  private(set) var count = 0

  init() {
    capacity = Self.usualCapacity
    unsafe memory = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit { unsafe memory.deallocate() }

  /// Makes room for `size` more bytes and gives the place where they go.
  @unsafe mutating func reserve(_ size: Int) -> UnsafeMutableRawBufferPointer {
    if capacity - count < size {
      capacity = max(count + size, min(capacity * 2, capacity + 16 << 20))
      let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
      unsafe larger.copyMemory(from: memory, byteCount: count)
      unsafe memory.deallocate()
      unsafe memory = larger
    }
    return unsafe UnsafeMutableRawBufferPointer(start: memory + count, count: capacity - count)
  }

  /// Keeps the bytes that were written up to `end`.
  mutating func keep(upTo end: Int) { count = end }

  mutating func removeAll() {
    count = 0
    guard capacity > 4 * Self.usualCapacity else { return }
    unsafe memory.deallocate()
    capacity = Self.usualCapacity
    unsafe memory = .allocate(byteCount: capacity, alignment: 16)
  }

  @unsafe func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    precondition(range.upperBound <= count)
    return unsafe UnsafeRawBufferPointer(start: memory + range.lowerBound, count: range.count)
  }

  /// A copy of one document, for looking at it at leisure.
  func document(_ range: Range<Int>) -> BSONDocument { BSONDocument(unchecked: unsafe [UInt8](bytes(range))) }

  /// Writes the date that ends an event: its last element, whose eight bytes lie before the document's closing zero.
  func stamp(_ range: Range<Int>, with date: BSONDate) {
    precondition(range.upperBound <= count && range.count > 9)
    unsafe memory.storeBytes(of: date.milliseconds.littleEndian, toByteOffset: range.upperBound - 9, as: Int64.self)
  }
}
