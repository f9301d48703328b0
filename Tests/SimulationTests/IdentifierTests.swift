import Glibc
import Testing

@testable import Simulation

@Suite("A uuid")
struct IdentifierTests {
  /// Each number can be read back from what was drawn for it, so no two numbers of a stream share a uuid, however
  /// many there are.
  @Test("tells the number of its event", arguments: WorldCollection.events, [0, 42, .max] as [UInt64])
  func bijection(_ stream: WorldCollection, _ seed: UInt64) throws {
    let world = try GeneratedWorld(seed: seed) { parameters in
      parameters.sizes.audit = 1_000_000_000_000
      parameters.sizes.usages = 1_000_000_000_000
      parameters.sizes.signIns = 1_000_000_000_000
    }.world
    let press = Press(world, feed: Feed())
    let key = stream == .audit ? world.keys.audit : stream == .usages ? world.keys.usages : world.keys.signIns
    for number in [0, 1, 2, 63, 64, 1 << 20, 999_999_999, 1 << 31, 1_000_000_000_000 - 1] {
      let line = press.text(of: .run(stream, lines: number..<number + 1))
      #expect(unmixed(high(of: line[9..<35])) &- key == UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
    }
  }

  @Test("is its event's alone among 300,000", arguments: WorldCollection.events)
  func unique(_ stream: WorldCollection) throws {
    let count = 300_000
    let world = try GeneratedWorld { parameters in
      parameters.sizes.audit = count
      parameters.sizes.usages = count
      parameters.sizes.signIns = count
    }.world
    let press = Press(world, feed: Feed())
    // Sixteen of a uuid's characters: enough to tell it from all others.
    var found: Set<SIMD2<UInt64>> = []
    found.reserveCapacity(count)
    for first in stride(from: 0, to: count, by: 10_000) {
      let text = press.text(of: .run(stream, lines: first..<first + 10_000))
      var rest = text
      while let start = rest.baseAddress, let end = memchr(start, 10, rest.count) {
        found.insert(rest.loadUnaligned(fromByteOffset: 9, as: SIMD2<UInt64>.self))
        rest = UnsafeRawBufferPointer(rebasing: rest[(UnsafeRawPointer(end) - start + 1)...])
      }
    }
    #expect(found.count == count)
  }

  /// The 64 bits that the first thirteen characters show, the lowest first.
  private func high(of text: Slice<UnsafeRawBufferPointer>) -> UInt64 {
    text.prefix(13).enumerated().reduce(0) { bits, character in
      let (place, byte) = character
      return bits | UInt64(byte < 65 ? byte - 24 : byte - 65) << (5 * UInt64(place))
    }
  }

  /// Undoes SplitMix64's finaliser: each of its steps can be undone.
  private func unmixed(_ value: UInt64) -> UInt64 {
    var z = value ^ value >> 31 ^ value >> 62
    z = z &* inverse(0x94D0_49BB_1331_11EB)
    z = z ^ z >> 27 ^ z >> 54
    z = z &* inverse(0xBF58_476D_1CE4_E5B9)
    return z ^ z >> 30 ^ z >> 60
  }

  /// Of an odd factor, modulo 2⁶⁴: every step of Newton's method doubles the bits that are right.
  private func inverse(_ factor: UInt64) -> UInt64 {
    var inverse = factor
    for _ in 0..<6 { inverse = inverse &* (2 &- factor &* inverse) }
    return inverse
  }
}
