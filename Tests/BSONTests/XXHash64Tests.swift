import BSON
import Testing

@Suite("XXH64")
struct XXHash64Tests {
  /// Texts from xxHash's own documentation and test suites of its ports; `spammish` and the sanity buffer are widely
  /// published.
  @Test(
    "has the published values",
    arguments: [
      ("", 0, 0xEF46_DB37_51D8_E999),
      ("", 1, 0xD5AF_BA13_36A3_BE4B),
      ("a", 0, 0xD24E_C4F1_A98C_6E5B),
      ("as", 0, 0x1C33_0FB2_D66B_E179),
      ("asd", 0, 0x631C_37CE_72A9_7393),
      ("asdf", 0, 0x4158_72F5_99CE_A71E),
      ("abc", 0, 0x44BC_2CF5_AD77_0999),
      ("Call me Ishmael. Some years ago--never mind how long precisely-", 0, 0x02A2_E854_70D6_FD96),
    ] as [(String, UInt64, UInt64)])
  func vectors(text: String, seed: UInt64, hash: UInt64) {
    #expect(XXHash64.hash(text.utf8, seed: seed) == hash)
  }

  /// `xxhsum`'s sanity check: bytes made by multiplying a prime, at the lengths that take every branch.
  @Test(
    "has the values of the sanity check",
    arguments: [
      (1, 0, 0xE934_A84A_DB05_2768), (1, 0x9E37_79B1, 0x5014_6076_43A9_B4C3), (14, 0, 0x8282_DCC4_994E_35C8),
      (14, 0x9E37_79B1, 0xC3BD_6BF6_3DEB_6DF0), (222, 0, 0xB641_AE8C_B691_C174),
      (222, 0x9E37_79B1, 0x20CB_8AB7_AE10_C14A),
    ] as [(Int, UInt64, UInt64)])
  func sanity(length: Int, seed: UInt64, hash: UInt64) {
    var generator: UInt64 = 0x9E37_79B1
    let bytes = (0..<length).map { _ in
      defer { generator &*= 0x9E37_79B1_85EB_CA8D }
      return UInt8(truncatingIfNeeded: generator >> 56)
    }
    #expect(XXHash64.hash(bytes, seed: seed) == hash)
  }
}
