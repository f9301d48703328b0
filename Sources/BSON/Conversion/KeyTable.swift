/// The edges of a trie of keys in one perfect hash table.
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
  private let multiplier: UInt64

  init(_ keys: [(parent: Int, key: [UInt8], node: FieldNode.Reference)]) {
    let padding = [UInt8](repeating: 0, count: 8)
    let wanted = keys.map { key in
      let (head, tail) = (key.key + padding).withUnsafeBufferPointer {
        Self.words($0.baseAddress!, count: key.key.count)
      }
      return Edge(
        head: head, tail: tail, node: key.node, length: UInt16(key.key.count), parent: UInt16(key.parent),
        rest: key.key.count > 16 ? Self.copy(key.key) : nil)
    }
    // A perfect hash: multipliers are tried, in tables ever larger, until every edge has a place of its own. A key is
    // then found, or found missing, at the first look.
    var bits: UInt64 = 4
    var random: UInt64 = 0
    while true {
      if 1 << bits >= 4 * keys.count {
        for _ in 0..<64 {
          random = random &* 0x5851_F42D_4C95_7F2D &+ 0x1405_7B7E_F767_814F
          let (shift, multiplier) = (64 - bits, random | 1)
          let places = Set(wanted.map { Self.place($0.head, $0.tail, below: $0.parent, multiplier, shift) })
          guard places.count == wanted.count else { continue }
          capacity = 1 << Int(bits)
          (self.shift, self.multiplier) = (shift, multiplier)
          edges = .allocate(capacity: capacity)
          edges.initialize(repeating: Edge(), count: capacity)
          for edge in wanted {
            edges[Self.place(edge.head, edge.tail, below: edge.parent, multiplier, shift)] = edge
          }
          return
        }
      }
      bits += 1
    }
  }

  private static func copy(_ key: [UInt8]) -> UnsafeMutablePointer<UInt8> {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: key.count)
    for (index, byte) in key.enumerated() { copy[index] = byte }
    return copy
  }

  func deallocate() {
    for index in 0..<capacity { edges[index].rest?.deallocate() }
    edges.deallocate()
  }

  /// The first and the last eight bytes of a key. Eight bytes are readable at `key`, whatever its length.
  @inline(__always)
  private static func words(_ key: UnsafePointer<UInt8>, count: Int) -> (UInt64, UInt64) {
    if count >= 8 { return (key.word, (key + (count &- 8)).word) }
    return (key.word & ~(UInt64.max &<< UInt64(truncatingIfNeeded: 8 &* count)), 0)
  }

  @inline(__always)
  private static func place(
    _ head: UInt64, _ tail: UInt64, below parent: UInt16, _ multiplier: UInt64, _ shift: UInt64
  ) -> Int {
    Int(truncatingIfNeeded: (((head &+ tail) ^ UInt64(parent)) &* multiplier) &>> shift)
  }

  /// Where the key leads from `parent`; `FieldNode.unknown` when no collection has such a path.
  @inline(__always)
  func child(of parent: FieldNode.Reference, key: UnsafePointer<UInt8>, count: Int) -> FieldNode.Reference {
    let parent = UInt16(truncatingIfNeeded: parent)
    let (head, tail) = Self.words(key, count: count)
    let edge = edges + Self.place(head, tail, below: parent, multiplier, shift)
    guard edge.pointee.head == head, edge.pointee.tail == tail, Int(edge.pointee.length) == count,
      edge.pointee.parent == parent, matches(edge.pointee.rest, key, count)
    else { return FieldNode.unknown }
    return edge.pointee.node
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
