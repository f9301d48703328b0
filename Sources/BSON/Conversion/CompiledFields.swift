/// A field table as the converter's loop wants it: one trie of the key paths of all collections, each node with bit
/// masks of the collections it concerns, its edges in one hash table.
///
/// SAFETY: the pointers are written in `init` alone, freed in `deinit`, and never leave the room.
final class CompiledFields: @unchecked Sendable {
  struct Route {
    let keys: UInt64
    let collection: Int
  }

  struct Identity {
    /// The collection's name: what every hashed text begins with.
    let name: UnsafeBufferPointer<UInt8>
    let parts: UnsafeBufferPointer<Part>
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

  let nodes: UnsafeMutablePointer<FieldNode>
  let keys: KeyTable
  let routes: UnsafeBufferPointer<Route>
  let identities: UnsafeBufferPointer<Identity>
  let stampedCollections: UInt64
  /// The element's type, name and zero: what goes before the eight bytes of the stamp.
  let stampHead: UnsafeBufferPointer<UInt8>

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
          name: Self.copy(Array(collection.name.utf8)), parts: Self.copy(collection.identity.map { part($0) }),
          time: collection.leadingTime.map { part($0) }))
    }
    if let pages {
      trie.update(pages.items) { $0.page |= FieldNode.Page.items }
      for marker in pages.markers { trie.update(marker) { $0.page |= FieldNode.Page.marker } }
    }
    self.routes = Self.copy(routes)
    self.identities = Self.copy(identities)

    let stamps = Set(collections.compactMap(\.stamp))
    precondition(stamps.count <= 1, "stamps of different names")
    stampHead = Self.copy(stamps.first.map { [BSONType.date] + Array($0.utf8) + [0] } ?? [])
    stampedCollections = collections.enumerated().reduce(0) {
      $1.element.stamp == nil ? $0 : $0 | 1 << UInt64($1.offset)
    }

    nodes = .allocate(capacity: trie.nodes.count)
    nodes.initialize(from: trie.nodes, count: trie.nodes.count)
    keys = KeyTable(trie.references)
  }

  deinit {
    for identity in identities {
      identity.name.deallocate()
      identity.parts.deallocate()
    }
    identities.deallocate()
    routes.deallocate()
    stampHead.deallocate()
    keys.deallocate()
    nodes.deallocate()
  }

  private static func copy<Element>(_ elements: [Element]) -> UnsafeBufferPointer<Element> {
    let copy = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
    _ = copy.initialize(from: elements)
    return UnsafeBufferPointer(copy)
  }
}
