internal import Glibc

extension Press {
  /// Writes what stands at a line of a stream that is not perfect: the event whose turn it is, or an earlier one again,
  /// changed as the feed asks. All of it follows from the line's number, so slices and threads still make the same bytes.
  func writeImperfect(_ stream: WorldCollection, at line: Int, _ writer: inout LineWriter) {
    let (number, isAgain) = feed.event(at: line)
    let n =
      isAgain
      ? max(0, number - imperfection(stream, number).again(2).below(64))
      : stream == .usages && feed.late > 0 ? lateUsage(at: number) : number
    let start = writer.at
    world.write(stream, n, &writer, memo)
    change(from: start, stream, &writer)
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

  /// Writes a line that a scenario made, and again if it is one of those that come twice.
  func writeStaged(_ line: [UInt8], of stream: WorldCollection, _ writer: inout LineWriter) {
    let isEvent = WorldCollection.events.contains(stream)
    let draw = line.withUnsafeBytes { imperfection(ofLine: $0.baseAddress.unsafelyUnwrapped) }
    let times = isEvent && draw.again(1).below(1_000_000) < feed.duplicates ? 2 : 1
    for _ in 0..<times {
      let start = writer.at
      line.withUnsafeBytes { writer.put($0.baseAddress.unsafelyUnwrapped, count: $0.count) }
      if isEvent { change(from: start, stream, &writer) }
    }
  }

  /// A draw that an event's copies share: from its uuid, the line's first value.
  private func imperfection(ofLine start: UnsafeRawPointer) -> UInt64 {
    mixed((start + 9).loadUnaligned(as: UInt64.self))
  }

  /// Takes away and adds what the feed asks for in the line that begins at `start`, if there is one.
  private func change(from start: UnsafeMutableRawPointer, _ stream: WorldCollection, _ writer: inout LineWriter) {
    guard writer.at > start, feed.isSparse || feed.isSecondVersion else { return }
    var line = EventLine(Array(UnsafeRawBufferPointer(start: start, count: writer.at - start)))
    if feed.isSparse { line.thin(imperfection(ofLine: start).below(100)) }
    if feed.isSecondVersion { line.addSecondVersion(stream, world) }
    writer.move(to: start)
    line.bytes.withUnsafeBytes { if let bytes = $0.baseAddress { writer.put(bytes, count: $0.count) } }
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
