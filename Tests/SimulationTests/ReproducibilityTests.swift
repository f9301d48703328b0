import Glibc
import Simulation
import Testing

@Suite("A world's bytes")
struct ReproducibilityTests {
  @Test("are the same whatever the number of threads", arguments: [2, 3, 8])
  func threads(_ threads: Int) throws {
    let generated = try GeneratedWorld()
    #expect(generated.text(threads: threads) == generated.text())
  }

  @Test("are the slices put together", arguments: [2, 7, 64], [false, true])
  func slices(_ count: Int, merged: Bool) throws {
    let generated = try GeneratedWorld()
    let slices = (0..<count).map { generated.text(merged: merged, slice: $0, of: count) }
    #expect(Array(slices.joined()) == generated.text(merged: merged))
    #expect(slices.count { !$0.isEmpty } > count / 2)
  }

  @Test("do not depend on what else is written")
  func selection() throws {
    let generated = try GeneratedWorld()
    #expect(generated.text() == Array(WorldCollection.allCases.map { generated.text([$0]) }.joined()))
  }

  @Test("are another company's for another seed")
  func seeds() throws {
    #expect(try GeneratedWorld(seed: 1).text([.users]) != GeneratedWorld(seed: 2).text([.users]))
  }

  @Test("merged, are the three streams' lines by time")
  func merge() throws {
    let generated = try GeneratedWorld()
    let merged = generated.text(WorldCollection.events, merged: true).split(separator: 10)
    let apart = generated.text(WorldCollection.events).split(separator: 10)
    #expect(merged.sorted { $0.lexicographicallyPrecedes($1) } == apart.sorted { $0.lexicographicallyPrecedes($1) })
    let times = merged.map { String(decoding: $0.dropFirst(50).prefix(24), as: UTF8.self) }
    #expect(times == times.sorted())
  }

  @Test("change only on purpose: this digest is a decision")
  func golden() throws {
    let found = digest(try GeneratedWorld(scale: 0.01).text())
    #expect(found == 2_152_319_993_652_220_993)
  }

  /// FNV-1a, 64 bits.
  private func digest(_ bytes: [UInt8]) -> UInt64 {
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { digest = (digest ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return digest
  }

  @Test("are the same people an hour later, with other events")
  func anHourLater() throws {
    let (now, later) = (try GeneratedWorld(), try GeneratedWorld(end: GeneratedWorld.end + 3_600_000))
    for collection in [WorldCollection.users, .devices, .vaults, .items] {
      let (before, after) = (try now.documents(collection), try later.documents(collection))
      #expect(before.map { $0.text("uuid") } == after.map { $0.text("uuid") })
      #expect(before.map { $0.text("created_at") } == after.map { $0.text("created_at") })
      #expect(before.map { $0.text("email") } == after.map { $0.text("email") })
    }
    let uuids = Set(try now.documents(.audit).map { $0.text("uuid") })
    #expect(uuids.isDisjoint(with: try later.documents(.audit).map { $0.text("uuid") }))
  }
}
