/// Dotted paths as a trie, while a field table is being built.
struct FieldTrie {
  private(set) var nodes = [CompiledFields.Node](repeating: CompiledFields.Node(), count: 2)
  private(set) var edges: [(parent: CompiledFields.NodeIndex, key: [UInt8], node: CompiledFields.NodeIndex)] = []

  mutating func update(_ path: String, _ change: (inout CompiledFields.Node) -> Void) {
    var node = CompiledFields.root
    for step in path.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      node = child(of: node, Array(step))
    }
    change(&nodes[Int(node)])
  }

  private mutating func child(of parent: CompiledFields.NodeIndex, _ key: [UInt8]) -> CompiledFields.NodeIndex {
    if let edge = edges.first(where: { $0.parent == parent && $0.key == key }) { return edge.node }
    let node = CompiledFields.NodeIndex(nodes.count)
    nodes.append(CompiledFields.Node())
    edges.append((parent, key, node))
    return node
  }
}
