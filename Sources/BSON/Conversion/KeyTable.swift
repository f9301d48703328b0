/// The edges of a trie of keys in one hash table with open addressing.
///
/// SAFETY: owned by `CompiledFields`, which frees it; nothing is written after `init`.
struct KeyTable {
  private struct Edge {
    var head: UInt64 = 0
    var tail: UInt64 = 0
    /// `FieldNode.unknown` in an empty place.
    var node = FieldNode.unknown
    var length: UInt16 = 0
    /// The parent's index.
    var parent: UInt16 = 0
    /// The key itself, when `head` and `tail` do not hold all of it.
    var rest: UnsafeMutablePointer<UInt8>?
  }

  private let edges: UnsafeMutablePointer<Edge>
  private let capacity: Int
  private let shift: UInt64

  init(_ keys: [(parent: Int, key: [UInt8], node: FieldNode.Reference)]) {
    // At most a quarter full, so that a key is found, or found missing, at the first or second look.
    var bits = 4
    while 1 << bits < 4 * keys.count { bits += 1 }
    capacity = 1 << bits
    shift = UInt64(64 - bits)
    edges = .allocate(capacity: capacity)
    edges.initialize(repeating: Edge(), count: capacity)
    for key in keys { insert(key.key, below: UInt16(key.parent), leadingTo: key.node) }
  }

  func deallocate() {
    for index in 0..<capacity { edges[index].rest?.deallocate() }
    edges.deallocate()
  }

  private func insert(_ key: [UInt8], below parent: UInt16, leadingTo node: FieldNode.Reference) {
    let padded = key + [UInt8](repeating: 0, count: 8)
    padded.withUnsafeBufferPointer { padded in
      let (head, tail) = Self.words(padded.baseAddress!, count: key.count)
      var place = place(head, tail, below: parent)
      while edges[place].node != FieldNode.unknown { place = (place + 1) & (capacity - 1) }
      var edge = Edge(head: head, tail: tail, node: node, length: UInt16(key.count), parent: parent)
      if key.count > 16 {
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: key.count)
        copy.initialize(from: padded.baseAddress!, count: key.count)
        edge.rest = copy
      }
      edges[place] = edge
    }
  }

  /// The first and the last eight bytes of a key. Eight bytes are readable at `key`, whatever its length.
  @inline(__always)
  private static func words(_ key: UnsafePointer<UInt8>, count: Int) -> (UInt64, UInt64) {
    if count >= 8 { return (key.word, (key + (count &- 8)).word) }
    return (key.word & ~(UInt64.max &<< UInt64(truncatingIfNeeded: 8 &* count)), 0)
  }

  @inline(__always)
  private func place(_ head: UInt64, _ tail: UInt64, below parent: UInt16) -> Int {
    // The multiplier is 2^64 divided by the golden ratio, as in Fibonacci hashing.
    let mixed = (head ^ (tail &* 31) ^ UInt64(parent)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed &>> shift)
  }

  /// Where the key leads from `parent`; `FieldNode.unknown` when no collection has such a path.
  @inline(__always)
  func child(of parent: FieldNode.Reference, key: UnsafePointer<UInt8>, count: Int) -> FieldNode.Reference {
    let parent = UInt16(truncatingIfNeeded: parent)
    let (head, tail) = Self.words(key, count: count)
    var place = place(head, tail, below: parent)
    while true {
      let edge = edges + place
      if edge.pointee.node == FieldNode.unknown { return FieldNode.unknown }
      if edge.pointee.head == head, edge.pointee.tail == tail, edge.pointee.parent == parent,
        Int(edge.pointee.length) == count, matches(edge.pointee.rest, key, count)
      {
        return edge.pointee.node
      }
      place = (place &+ 1) & (capacity &- 1)
    }
  }

  @inline(__always)
  private func matches(_ rest: UnsafeMutablePointer<UInt8>?, _ key: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard let rest else { return true }
    return Self.isEqual(rest, key, count)
  }

  @inline(never)
  private static func isEqual(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    (0..<count).allSatisfy { left[$0] == right[$0] }
  }
}
