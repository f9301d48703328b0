/// Whole lines in one piece of memory, each ended by a newline, with readable bytes after the last one so that a scanner
/// may look eight bytes at a time without asking where the end is.
@safe package struct LineBlock: ~Copyable {
  /// What a scanner may read beyond the last newline.
  package static let padding = 64
  /// Blocks of about this many bytes are full.
  package static let fullSize = 1 << 20

  // SAFETY: allocated here, freed in deinit, never shared; `capacity` excludes the padding.
  private(set) var memory: UnsafeMutableRawPointer
  private(set) var capacity: Int
  package internal(set) var count = 0
  /// The number of the first line, from 1.
  package internal(set) var firstLine = 1
  /// Newlines in the block.
  package internal(set) var lines = 0
  /// Set when the block stands for one line that is too long: its whole length. The block holds its beginning only.
  package internal(set) var oversize: Int?
  /// Set when the input ended without a newline: the block's last line may have been cut off.
  package internal(set) var endsUnterminated = false

  package init() {
    capacity = Self.fullSize
    unsafe memory = .allocate(byteCount: capacity + Self.padding, alignment: 64)
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: capacity + Self.padding)
  }

  deinit { unsafe memory.deallocate() }

  @unsafe package var bytes: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(start: memory, count: count) }

  mutating func grow(to size: Int) {
    guard size > capacity else { return }
    let larger = UnsafeMutableRawPointer.allocate(byteCount: size + Self.padding, alignment: 64)
    unsafe larger.copyMemory(from: memory, byteCount: count)
    unsafe (larger + count).initializeMemory(as: UInt8.self, repeating: 0, count: size + Self.padding - count)
    unsafe memory.deallocate()
    unsafe memory = larger
    capacity = size
  }

  /// Gives back what a long line needed.
  mutating func shrink() {
    guard capacity > 2 * Self.fullSize else { return }
    unsafe memory.deallocate()
    capacity = Self.fullSize
    unsafe memory = .allocate(byteCount: capacity + Self.padding, alignment: 64)
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: capacity + Self.padding)
  }
}
