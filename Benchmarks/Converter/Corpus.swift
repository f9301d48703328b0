import BSON
import CMongo

/// Lines in one block, as a tool reads them.
struct Corpus {
  let text: [UInt8]
  let lines: [Range<Int>]

  static let table = FieldTable([
    FieldTable.Collection(
      name: "sign_in_attempts", dates: ["timestamp"], doubles: ["location.latitude", "location.longitude"],
      identifyingKeys: [["target_user"], ["category", "client"]], identity: ["uuid"], leadingTime: "timestamp",
      stamp: "insert_time"),
    FieldTable.Collection(
      name: "audit_events", dates: ["timestamp", "session.login_time"],
      doubles: ["location.latitude", "location.longitude"],
      identifyingKeys: [["actor_uuid"], ["object_type", "action"]], identity: ["uuid"], leadingTime: "timestamp",
      stamp: "insert_time"),
    FieldTable.Collection(
      name: "vaults", dates: ["created_at", "permissions.granted_at"], identifyingKeys: [["permissions", "name"]],
      identity: ["uuid"]),
  ])

  init(_ lines: [String]) {
    var text: [UInt8] = []
    var ranges: [Range<Int>] = []
    for line in lines {
      let start = text.count
      text.append(contentsOf: line.utf8)
      ranges.append(start..<text.count)
      text.append(0x0A)
    }
    text.append(contentsOf: [UInt8](repeating: 0x0A, count: LineConverter.padding))
    self.text = text
    self.lines = ranges
  }

  func convertAll() {
    var converter = LineConverter(Self.table)
    let output = UnsafeMutableRawPointer.allocate(byteCount: 2 * text.count, alignment: 8)
    defer { output.deallocate() }
    var used = 0
    text.withUnsafeBytes { text in
      for range in lines {
        // A block of about a megabyte, as it is sent.
        if used > 1 << 20 { used = 0 }
        guard
          case .document(let document) = converter.convert(
            UnsafeRawBufferPointer(rebasing: text[range]), into: output + used)
        else { fatalError("a sample was refused") }
        used += document.range.upperBound
      }
    }
  }

  func readAllWithLibbson() {
    text.withUnsafeBufferPointer { text in
      for range in lines {
        guard let document = bson_new_from_json(text.baseAddress! + range.lowerBound, range.count, nil) else {
          fatalError("libbson refused a sample")
        }
        bson_destroy(document)
      }
    }
  }

  func documents() -> Documents {
    var documents = Documents()
    var converter = LineConverter(Self.table)
    let output = UnsafeMutableRawPointer.allocate(byteCount: 1 << 16, alignment: 8)
    defer { output.deallocate() }
    text.withUnsafeBytes { text in
      for range in lines {
        guard
          case .document(let document) = converter.convert(UnsafeRawBufferPointer(rebasing: text[range]), into: output)
        else { fatalError("a sample was refused") }
        let start = documents.bytes.count
        documents.bytes.append(
          contentsOf: UnsafeRawBufferPointer(
            start: output + document.range.lowerBound, count: document.range.count))
        documents.ranges.append(start..<documents.bytes.count)
      }
    }
    return documents
  }
}

/// BSON documents one behind the other, as a cursor's batch holds them.
struct Documents {
  var bytes: [UInt8] = []
  var ranges: [Range<Int>] = []

  func writeAll(_ style: JSONStyle) {
    for range in ranges { _ = BSONDocument(unchecked: Array(bytes[range])).json(style) }
  }

  func writeAllWithLibbson() {
    // Not on the stack: C wants `bson_t` aligned to 128 bytes.
    let memory = UnsafeMutableRawPointer.allocate(byteCount: onepw_bson_size, alignment: onepw_bson_alignment)
    defer { memory.deallocate() }
    bytes.withUnsafeBufferPointer { bytes in
      for range in ranges {
        let view = OpaquePointer(memory)
        precondition(bson_init_static(view, bytes.baseAddress! + range.lowerBound, range.count))
        bson_free(bson_as_relaxed_extended_json(view, nil))
      }
    }
  }
}
