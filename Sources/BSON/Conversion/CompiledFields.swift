/// A field table as the converter's loop wants it: one trie of the key paths of all collections, each node with bit
/// masks of the collections it concerns, its edges in one hash table.
///
/// SAFETY: the pointers are written in `init` alone, freed in `deinit`, and never leave the room.
final class CompiledFields: @unchecked Sendable {
  /// Node 0 stands for every path that nobody asked about; node 1 is the root.
  typealias NodeIndex = UInt16
  static let unknown: NodeIndex = 0
  static let root: NodeIndex = 1

  struct Node {
    /// Collections in which this path is a date, or a double.
    var dates: UInt64 = 0
    var doubles: UInt64 = 0
    /// The bit of a key that rows of `routes` ask for.
    var identifies: UInt64 = 0
    /// Collections that drop what a line brings here.
    var stamped: UInt64 = 0
    /// Where the position of the value is noted; 0 for nowhere.
    var slot: UInt8 = 0
    /// Bits of `PageBit`.
    var page: UInt8 = 0
  }

  enum PageBit {
    static let items: UInt8 = 1
    static let marker: UInt8 = 2
    /// A second array of items: no page, whatever it is.
    static let twice: UInt8 = 4
  }

  struct Edge {
    var head: UInt64 = 0
    var tail: UInt64 = 0
    var length: UInt32 = 0
    var parent: NodeIndex = 0
    /// 0 in an empty place.
    var node: NodeIndex = 0
    /// The key itself, when `head` and `tail` do not hold all of it.
    var rest: UnsafePointer<UInt8>?
  }

  struct Route {
    let keys: UInt64
    let collection: Int
  }

  struct Identity {
    /// The collection's name: what every hashed text begins with.
    let prefix: [UInt8]
    let parts: [Part]
    let time: Part?
  }

  /// A top-level field whose value is looked at when the document is whole.
  struct Part {
    let slot: Int
    /// From the element's type byte to its value: the name between its type and its zero.
    let valueOffset: Int
  }

  /// The slot of `_id` itself.
  static let idSlot = 1
  static let slotCount = 32

  let nodes: UnsafeMutablePointer<Node>
  let edges: UnsafeMutablePointer<Edge>
  let edgeShift: UInt64
  let routes: [Route]
  let identities: [Identity]
  let stampedCollections: UInt64
  /// The element's type, name and zero: what goes before the eight bytes of the stamp.
  let stampHead: [UInt8]
  private let capacity: Int

  init(_ collections: [FieldTable.Collection], pages: FieldTable.PageKeys?) {
    precondition(collections.count <= 64, "more than 64 collections")
    var trie = FieldTrie()
    var slots: [String: Int] = ["_id": Self.idSlot]
    trie.update("_id") { $0.slot = UInt8(Self.idSlot) }
    func part(_ field: String) -> Part {
      let slot = slots[field] ?? slots.count + 1
      precondition(slot < Self.slotCount, "more than 30 fields of identity")
      slots[field] = slot
      trie.update(field) { $0.slot = UInt8(slot) }
      return Part(slot: slot, valueOffset: field.utf8.count + 2)
    }
    var keyBits: [String: UInt64] = [:]
    var routes: [Route] = []
    var identities: [Identity] = []
    for (index, collection) in collections.enumerated() {
      let bit: UInt64 = 1 << UInt64(index)
      for path in collection.dates { trie.update(path) { $0.dates |= bit } }
      for path in collection.doubles { trie.update(path) { $0.doubles |= bit } }
      if let stamp = collection.stamp { trie.update(stamp) { $0.stamped |= bit } }
      for keys in collection.identifyingKeys {
        var mask: UInt64 = 0
        for key in keys {
          precondition(keyBits[key] != nil || keyBits.count < 64, "more than 64 identifying keys")
          let keyBit = keyBits[key] ?? 1 << UInt64(keyBits.count)
          keyBits[key] = keyBit
          mask |= keyBit
          trie.update(key) { $0.identifies = keyBit }
        }
        routes.append(Route(keys: mask, collection: index))
      }
      identities.append(
        Identity(
          prefix: Array(collection.name.utf8), parts: collection.identity.map { part($0) },
          time: collection.leadingTime.map { part($0) }))
    }
    if let pages {
      trie.update(pages.items) { $0.page |= PageBit.items }
      for marker in pages.markers { trie.update(marker) { $0.page |= PageBit.marker } }
    }
    self.routes = routes
    self.identities = identities

    let stamps = Set(collections.compactMap(\.stamp))
    precondition(stamps.count <= 1, "stamps of different names")
    stampHead = stamps.first.map { [BSONType.date] + Array($0.utf8) + [0] } ?? []
    stampedCollections = collections.enumerated().reduce(0) {
      $1.element.stamp == nil ? $0 : $0 | 1 << UInt64($1.offset)
    }

    // At most a quarter full, so that a key is found, or found missing, at the first or second look.
    var bits = 4
    while 1 << bits < 4 * trie.edges.count { bits += 1 }
    capacity = 1 << bits
    edgeShift = UInt64(64 - bits)
    nodes = .allocate(capacity: trie.nodes.count)
    nodes.initialize(from: trie.nodes, count: trie.nodes.count)
    edges = .allocate(capacity: capacity)
    edges.initialize(repeating: Edge(), count: capacity)
    for edge in trie.edges { insert(edge.key, below: edge.parent, leadingTo: edge.node) }
  }

  deinit {
    for index in 0..<capacity { edges[index].rest?.deallocate() }
    edges.deallocate()
    nodes.deallocate()
  }

  private func insert(_ key: [UInt8], below parent: NodeIndex, leadingTo node: NodeIndex) {
    let padded = key + [UInt8](repeating: 0, count: 8)
    padded.withUnsafeBufferPointer { padded in
      let (head, tail) = Self.words(padded.baseAddress!, count: key.count)
      var place = Self.place(head, tail, below: parent, edgeShift)
      while edges[place].node != 0 { place = (place + 1) & (capacity - 1) }
      var edge = Edge(head: head, tail: tail, length: UInt32(key.count), parent: parent, node: node)
      if key.count > 16 {
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: key.count)
        copy.initialize(from: padded.baseAddress!, count: key.count)
        edge.rest = UnsafePointer(copy)
      }
      edges[place] = edge
    }
  }

  /// The first and the last eight bytes of a key. Eight bytes are readable at `key`, whatever its length.
  @inline(__always)
  static func words(_ key: UnsafePointer<UInt8>, count: Int) -> (UInt64, UInt64) {
    let head = key.word
    if count >= 8 { return (head, (key + (count - 8)).word) }
    return (head & ~(UInt64.max << UInt64(truncatingIfNeeded: 8 * count)), 0)
  }

  @inline(__always)
  static func place(_ head: UInt64, _ tail: UInt64, below parent: NodeIndex, _ shift: UInt64) -> Int {
    // The multiplier is 2^64 divided by the golden ratio, as in Fibonacci hashing.
    let mixed = (head ^ (tail &* 31) ^ UInt64(parent)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed &>> shift)
  }

  /// Where the key leads from `parent`; `unknown` when no collection has such a path.
  @inline(__always)
  func child(of parent: NodeIndex, key: UnsafePointer<UInt8>, count: Int) -> NodeIndex {
    let (head, tail) = Self.words(key, count: count)
    var place = Self.place(head, tail, below: parent, edgeShift)
    while true {
      let edge = edges + place
      if edge.pointee.node == 0 { return Self.unknown }
      if edge.pointee.head == head, edge.pointee.tail == tail, edge.pointee.parent == parent,
        edge.pointee.length == UInt32(truncatingIfNeeded: count),
        edge.pointee.rest.map({ rest in (8..<count).allSatisfy { rest[$0] == key[$0] } }) ?? true
      {
        return edge.pointee.node
      }
      place = (place + 1) & (capacity - 1)
    }
  }
}
