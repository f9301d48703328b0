extension TextConverter {
  /// Reads any key, from its opening quotation mark to behind its colon, and writes it with its zero.
  @inline(never)
  func readKey(
    _ text: UnsafePointer<UInt8>, until limit: UnsafePointer<UInt8>, _ output: UnsafeMutablePointer<UInt8>,
    below parent: FieldNode.Reference, after last: UnsafeMutablePointer<KeyMemory.Entry>
  ) -> (
    next: UnsafePointer<UInt8>, end: UnsafeMutablePointer<UInt8>, node: FieldNode.Reference,
    last: UnsafeMutablePointer<KeyMemory.Entry>, fault: Fault
  ) {
    let source = text + 1
    var last = last
    var node = FieldNode.unknown
    var (next, end) = Self.copyPlain(source, output)
    if next[0] == UInt8(ascii: "\"") {
      if parent & FieldNode.hasChildren != 0 {
        node = fields.keys.child(of: parent, key: source, count: next - source)
      }
      last = memory.learn(source, count: next - source, below: parent, node, after: last)
    } else {
      let fault: Fault
      (next, end, fault) = Self.copyRest(next, end)
      if fault != .none {
        guard isLenient, let closing = Self.endOfString(next, until: limit) else {
          return (next, end, node, last, fault)
        }
        // What was read of it may be the name of a field.
        next = closing
        end = output
      } else {
        if Self.holdsZero(output, end) {
          if !isLenient { return (source - 1, end, node, last, .badKey) }
          end = output
        }
        end.store(0 as UInt64)
        node = fields.keys.child(of: parent, key: UnsafePointer(output), count: end - output)
      }
    }
    end[0] = 0
    next = Self.skipWhiteSpace(next + 1, until: limit)
    guard next[0] == UInt8(ascii: ":") else { return (next, end, node, last, .notJSON) }
    return (next + 1, end + 1, node, last, .none)
  }
}
