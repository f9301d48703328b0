/// Dotted paths as a trie, while a field table is being built. Node 0 is the unknown path, node 1 the root.
struct FieldTrie {
  private(set) var nodes = [FieldNode](repeating: FieldNode(), count: 2)
  private var edges: [(parent: Int, key: [UInt8], node: Int)] = []

  mutating func update(_ path: String, _ change: (inout FieldNode) -> Void) {
    var node = FieldNode.index(FieldNode.root)
    for step in path.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      node = child(of: node, Array(step))
    }
    change(&nodes[node])
  }

  private mutating func child(of parent: Int, _ key: [UInt8]) -> Int {
    if let edge = edges.first(where: { $0.parent == parent && $0.key == key }) { return edge.node }
    nodes.append(FieldNode())
    edges.append((parent, key, nodes.count - 1))
    return nodes.count - 1
  }

  /// The edges, each with a reference to the node it leads to.
  var references: [(parent: Int, key: [UInt8], node: FieldNode.Reference)] {
    let parents = Set(edges.map(\.parent))
    return edges.map { edge in
      let hasChildren = parents.contains(edge.node)
      return (edge.parent, edge.key, nodes[edge.node].reference(index: edge.node, hasChildren: hasChildren))
    }
  }
}
