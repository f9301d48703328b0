/// What is to be written, as blocks that any thread can write on its own and that make the whole when put one after
/// the other.
package struct Plan: Sendable, Equatable {
  /// Some lines of one collection, or of several event streams merged by time.
  package enum Block: Sendable, Equatable {
    case run(WorldCollection, lines: Range<Int>)
    case merged([WorldCollection], from: Milliseconds, to: Milliseconds)
  }

  /// A stretch of the output that is cut into blocks in one way.
  private struct Part: Sendable, Equatable {
    let collections: [WorldCollection]
    let lines: Range<Int>
    /// All that there are, in slices that are not written too.
    let size: Int
    let perBlock: Int
    /// Number of its first block.
    let first: Int
    let blocks: Int
  }

  private let parts: [Part]
  package let blocks: Int

  /// Slice `index` (from 0) of `count`: the selected collections one after the other, cut by number. Merged streams
  /// count as one collection.
  package init(
    _ world: World, _ selection: [WorldCollection], merged: Bool, feed: Feed = Feed(), slice index: Int = 0,
    of count: Int = 1
  ) {
    let streams = merged ? selection.filter(WorldCollection.events.contains) : []
    var groups = selection.filter { !streams.contains($0) }.map { [$0] }
    if !streams.isEmpty { groups.append(streams) }
    let total = groups.joined().reduce(0) { $0 + world.lines($1, feed) }
    let wanted = total * index / count..<total * (index + 1) / count
    var parts: [Part] = []
    var (before, first) = (0, 0)
    for group in groups {
      let size = group.reduce(0) { $0 + world.lines($1, feed) }
      let isLast = index == count - 1
      // A page is never cut: slices end between pages.
      let isPaged = feed.page > 0 && WorldCollection.events.contains(group[0])
      let unit = isPaged ? feed.page : 1
      func cut(_ number: Int) -> Int { number >= size ? size : max(0, number) / unit * unit }
      let lines = cut(wanted.lowerBound - before)..<cut(wanted.upperBound - before)
      before += size
      // An empty stream may still have events of a scenario, which go with the slice that ends it.
      guard !lines.isEmpty || size == 0 && isLast else { continue }
      let longest = group.map(world.longestLine).max() ?? 1
      let perBlock = isPaged ? unit : max(1, min(512, 655_360 / longest))
      let blocks = max(1, (lines.count + perBlock - 1) / perBlock)
      parts.append(Part(collections: group, lines: lines, size: size, perBlock: perBlock, first: first, blocks: blocks))
      first += blocks
    }
    self.parts = parts
    blocks = first
  }

  package func block(_ number: Int, of world: World) -> Block {
    let part = parts[(parts.firstIndex { $0.first > number } ?? parts.count) - 1]
    let low = part.lines.lowerBound + (number - part.first) * part.perBlock
    let high = min(low + part.perBlock, part.lines.upperBound)
    guard part.collections.count > 1 else { return .run(part.collections[0], lines: low..<high) }
    return .merged(part.collections, from: world.cut(low, of: part.size), to: world.cut(high, of: part.size))
  }
}

extension World {
  /// The moment at which merged streams are cut so that about `lines` of `total` lie before it.
  func cut(_ lines: Int, of total: Int) -> Milliseconds {
    if lines == 0 { return .min }
    return lines >= total ? .max : curve.time(at: Spread(total).begin(of: lines))
  }
}
