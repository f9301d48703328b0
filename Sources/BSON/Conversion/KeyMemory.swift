/// Keys that were read lately, and which of them came next: the lines of a feed repeat their keys in one order, so most
/// keys need only be compared with the one that is expected, not searched for their end, copied and looked up.
///
/// What is remembered only saves time: a key that is not the expected one is read as if nothing were known.
///
/// SAFETY: owned by one `TextConverter`, which frees it. `text` is followed by 24 readable bytes, and what `write` writes
/// beyond the key by as much room.
struct KeyMemory {
  /// One key below one parent, in the size of a cache line.
  struct Entry {
    /// The key, its closing quotation mark and its colon; and which bits of them count.
    var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
    var masks: (UInt64, UInt64, UInt64) = (0, 0, 0)
    // The empty entry matches nothing: no node is this one.
    var parent = FieldNode.Reference.max
    var node = FieldNode.unknown
    var count: UInt16 = 0
    /// The index of the entry that came after this one.
    var next: UInt16 = 0

    /// With both quotation marks and the colon.
    @inline(__always)
    var textCount: Int { Int(count) + 3 }

    @inline(__always)
    func matches(_ text: UnsafePointer<UInt8>, below parent: FieldNode.Reference) -> Bool {
      let first = (text.word ^ words.0) & masks.0
      let second = ((text + 8).word ^ words.1) & masks.1
      let third = ((text + 16).word ^ words.2) & masks.2
      return first | second | third == 0 && self.parent == parent
    }

    /// The key and its zero.
    @inline(__always)
    func write(to output: UnsafeMutablePointer<UInt8>) {
      output.store(words.0)
      (output + 8).store(words.1)
      (output + 16).store(words.2)
      output[Int(count)] = 0
    }
  }

  private static let bits: UInt64 = 8
  /// With the quotation mark and the colon behind it, what three words hold.
  private static let longestKey = 22

  let entries: UnsafeMutablePointer<Entry>

  init() {
    entries = .allocate(capacity: 1 << Int(Self.bits) + 1)
    entries.initialize(repeating: Entry(), count: 1 << Int(Self.bits) + 1)
  }

  func deallocate() { entries.deallocate() }

  /// What comes before the first key of a line.
  @inline(__always)
  var start: UnsafeMutablePointer<Entry> { entries + (1 << Int(Self.bits)) }

  /// Remembers the key at `text` as the one that comes after `last`, and gives its entry. One that cannot be remembered
  /// leaves `last` where it was.
  @inline(never)
  func learn(
    _ text: UnsafePointer<UInt8>, count: Int, below parent: FieldNode.Reference, _ node: FieldNode.Reference,
    after last: UnsafeMutablePointer<Entry>
  ) -> UnsafeMutablePointer<Entry> {
    guard count <= Self.longestKey, text[count + 1] == UInt8(ascii: ":") else { return last }
    func mask(_ word: Int) -> UInt64 {
      let bytes = min(max(count + 2 - 8 * word, 0), 8)
      return bytes == 8 ? .max : 1 << UInt64(8 * bytes) - 1
    }
    var entry = Entry()
    entry.masks = (mask(0), mask(1), mask(2))
    entry.words = (
      text.word & entry.masks.0, (text + 8).word & entry.masks.1, (text + 16).word & entry.masks.2
    )
    entry.parent = parent
    entry.node = node
    entry.count = UInt16(count)
    let mixed = (entry.words.0 ^ entry.words.1 &* 3 ^ entry.words.2 &* 5 ^ UInt64(parent)) &* 0x9E37_79B9_7F4A_7C15
    var index = mixed >> (64 - Self.bits)
    // Its own place, wherever in a line it comes; a crowded table displaces, and learns again.
    for _ in 0..<8 {
      let found = entries + Int(index)
      if found.pointee.count == 0 || found.pointee.matches(text, below: parent) { break }
      index = (index + 1) % (1 << Self.bits)
    }
    let place = entries + Int(index)
    last.pointee.next = UInt16(index)
    if !place.pointee.matches(text, below: parent) { place.pointee = entry }
    return place
  }
}
