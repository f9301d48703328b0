import BSON
import Glibc
import Simulation
import Synchronization

/// A world's output as the lines that opgen prints.
struct GeneratedWorld {
  let world: World
  /// A moment in the window's last week that is the same on every run: 2026-11-21T21:00:00Z.
  static let end: Int64 = 1_795_294_800_000

  /// A tenth of the default sizes, and more of a seed's own accidents.
  init(
    seed: UInt64 = 42, end: Int64 = Self.end, scale: Double = 0.1, change: (inout WorldParameters) -> Void = { _ in }
  ) throws {
    var parameters = WorldParameters(end: end)
    parameters.seed = seed
    parameters.sizes = parameters.sizes.scaled(by: scale)
    change(&parameters)
    world = try World(parameters)
  }

  init(world: World) { self.world = world }

  func text(
    _ selection: [WorldCollection] = WorldCollection.allCases, merged: Bool = false, slice: Int = 0, of count: Int = 1,
    threads: Int = 1, isExtended: Bool = false, feed: Feed = Feed()
  ) -> [UInt8] {
    var feed = feed
    feed.isExtended = isExtended
    let plan = Plan(world, selection, merged: merged, feed: feed, slice: slice, of: count)
    let gathered = Mutex<[UInt8]>([])
    let status = world.perform(plan, threads: threads, feed: feed) { block in
      gathered.withLock { $0.append(contentsOf: block) }
      return 0
    }
    precondition(status == 0)
    return gathered.withLock { $0 }
  }

  func documents(_ collection: WorldCollection) throws -> [BSONDocument] {
    try text([collection]).split(separator: 10).map { try BSONDocument(json: $0) }
  }

  /// Documents by uuid.
  func directory(_ collection: WorldCollection) throws -> [String: BSONDocument] {
    Dictionary(try documents(collection).map { ($0.text("uuid"), $0) }) { first, _ in first }
  }
}

extension BSONDocument {
  /// The text at a dotted path, or nothing.
  func text(_ path: String) -> String { value(at: path)?.stringValue ?? "" }

  /// The date at a dotted path, in milliseconds.
  func date(_ path: String) -> Int64? { BSONDate(rfc3339: text(path))?.milliseconds }
}
