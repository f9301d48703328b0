internal import Glibc

extension Press {
  /// What stands at a position of a stream that is not perfect: the event whose turn it is, changed as the feed asks,
  /// and perhaps an earlier one again. All of it follows from the position, so slices and threads still make the same
  /// bytes.
  func writeImperfect(_ stream: WorldCollection, at position: Int, _ writer: inout LineWriter) {
    let n = stream == .usages && feed.late > 0 ? lateUsage(at: position) : position
    writeChanged(stream, n, &writer)
    let draw = imperfection(stream, n)
    guard draw.again(1).below(1_000_000) < feed.duplicates else { return }
    writeChanged(stream, max(0, n - draw.again(2).below(64)), &writer)
  }

  private func imperfection(_ stream: WorldCollection, _ n: Int) -> UInt64 {
    draw(world.keys.strangers.again(10 + UInt64(stream.rawValue)), n)
  }

  /// In each stretch of 64 usages the late ones come after the others: as if their client had synced only then.
  private func lateUsage(at position: Int) -> Int {
    let first = position & ~63
    let stretch = first..<min(first + 64, world.count(.usages))
    let (late, punctual) = (stretch.filter(isLate), stretch.filter { !isLate($0) })
    let index = position - first
    return index < punctual.count ? punctual[index] : late[index - punctual.count]
  }

  private func isLate(_ usage: Int) -> Bool { imperfection(.usages, usage).again(3).below(1_000_000) < feed.late }

  private func writeChanged(_ stream: WorldCollection, _ n: Int, _ writer: inout LineWriter) {
    let start = writer.at
    world.write(stream, n, &writer, memo)
    guard writer.at > start, feed.isSparse || feed.isSecondVersion else { return }
    var line = Array(UnsafeRawBufferPointer(start: start, count: writer.at - start))
    if feed.isSparse { thin(&line, imperfection(stream, n).again(4).below(100)) }
    if feed.isSecondVersion { addSecondVersion(to: &line, stream, n) }
    writer.move(to: start)
    line.withUnsafeBytes { if let bytes = $0.baseAddress { writer.put(bytes, count: $0.count) } }
  }

  /// Four lines in a hundred without a location, four without its coordinates, four without details.
  private func thin(_ line: inout [UInt8], _ percent: Int) {
    switch percent {
    case 0..<4: remove(from: ",\"location\":{", through: "}", in: &line)
    case 4..<8:
      remove(from: ",\"latitude\":", upTo: ",", in: &line)
      remove(from: ",\"longitude\":", upTo: "}", in: &line)
    case 8..<12:
      guard let details = range(of: "\"details\":{", in: line[...]),
        let end = range(of: "}", in: line[details.upperBound...])
      else { return }
      line.replaceSubrange(details.lowerBound..<end.upperBound, with: Array("\"details\":null".utf8))
    default: break
    }
  }

  private func remove(from first: StaticString, through last: StaticString, in line: inout [UInt8]) {
    guard let start = range(of: first, in: line[...]), let end = range(of: last, in: line[start.upperBound...]) else {
      return
    }
    line.removeSubrange(start.lowerBound..<end.upperBound)
  }

  private func remove(from first: StaticString, upTo last: StaticString, in line: inout [UInt8]) {
    guard let start = range(of: first, in: line[...]), let end = range(of: last, in: line[start.upperBound...]) else {
      return
    }
    line.removeSubrange(start.lowerBound..<end.lowerBound)
  }

  private func range(of text: StaticString, in line: ArraySlice<UInt8>) -> Range<Int>? {
    line.withUnsafeBytes { bytes in
      let count = text.utf8CodeUnitCount
      guard let start = bytes.baseAddress, bytes.count >= count else { return nil }
      let found = (0...bytes.count - count).first { memcmp(start + $0, text.utf8Start, count) == 0 }
      return found.map { line.startIndex + $0..<line.startIndex + $0 + count }
    }
  }

  private func addSecondVersion(to line: inout [UInt8], _ stream: WorldCollection, _ n: Int) {
    let account = jsonText(isExtended: false) { $0.put(Identifier(world.keys.account, 0), .upper) }
    var more = ",\"account_uuid\":\"\(account)\""
    if stream == .audit {
      let actor = world.auditActor(n, memo)
      let type = actor < world.organisation.people ? "user" : "service_account"
      let details = jsonText(isExtended: false) { world.putPerson(actor, &$0) }
      more += ",\"actor_type\":\"\(type)\",\"actor_account_uuid\":\"\(account)\",\"actor_details\":\(details)"
    }
    // Before the brace and the newline that end the line.
    line.insert(contentsOf: Array(more.utf8), at: line.count - 2)
  }
}

extension Press {
  /// One API page of the lines that `text` holds.
  func page(_ text: UnsafeRawBufferPointer, number: Int, hasMore: Bool) -> [UInt8] {
    var page = Array("{\"items\":[".utf8)
    page.reserveCapacity(text.count + 128)
    page.append(contentsOf: text)
    // A newline never stands inside JSON text as it is written here.
    for index in page.indices where page[index] == 10 { page[index] = UInt8(ascii: ",") }
    if page.last == UInt8(ascii: ",") { page.removeLast() }
    let cursor = jsonText(isExtended: false) { $0.put(Identifier(world.keys.strangers.again(9), number), .upper) }
    page.append(contentsOf: "],\"cursor\":\"\(cursor)\",\"has_more\":\(hasMore)}\n".utf8)
    return page
  }
}
