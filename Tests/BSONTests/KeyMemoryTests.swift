import BSON
import Testing

@Suite("A converter that remembers keys")
struct KeyMemoryTests {
  /// Prefixes of one another, as long as what is remembered and longer, fields of the table and names near them, what only
  /// looks like the end of a key.
  private static let keys = [
    "", "u", "uu", "uuid", "uuid2", "uui\\u0064", "timestamp", "timestam", "location", "latitude", "longitude", "city",
    "session", "login_time", "actor_uuid", "insert_time", "é", "a\\\"", "a\\\":", "created_at", "permissions",
    "granted_at", "_id", String(repeating: "k", count: 21), String(repeating: "k", count: 22),
    String(repeating: "k", count: 23), String(repeating: "k", count: 24), String(repeating: "k", count: 40),
  ]

  private static func object(_ random: inout SeededGenerator, depth: Int) -> String {
    let members = (0..<Int.random(in: 0...9, using: &random)).map { _ in
      let key = keys.randomElement(using: &random)!
      let colon = [":", ":", ":", " : "].randomElement(using: &random)!
      let value =
        switch Int.random(in: 0..<(depth < 3 ? 7 : 4), using: &random) {
        case 0: #""2026-11-21T20:51:35.544Z""#
        case 1: "43.65"
        case 2: #""text""#
        case 3: "7"
        case 4: "[" + object(&random, depth: depth + 1) + "," + object(&random, depth: depth + 1) + "]"
        default: object(&random, depth: depth + 1)
        }
      return "\"\(key)\"\(colon)\(value)"
    }
    return "{" + members.joined(separator: ",") + "}"
  }

  @Test("reads each line as one that knows nothing yet", arguments: 0..<8)
  func sameAsFresh(part: UInt64) {
    var documents = 0
    for seed in part * 8..<(part + 1) * 8 {
      var random = SeededGenerator(seed: seed)
      var converter = LineConverter(LineConverterTests.table)
      // Few shapes, repeated in any order: the next key is often the expected one, and often not.
      let lines = (0..<6).map { number in
        #"{"uuid":"U\#(number)","target_user":"# + Self.object(&random, depth: 0) + #","location":"#
          + Self.object(&random, depth: 0) + #","\#(Self.keys.randomElement(using: &random)!)":null}"#
      }
      for _ in 0..<40 {
        let line = lines.randomElement(using: &random)!
        let converted = LineConverterTests.convert(line, with: &converter)
        #expect(converted == LineConverterTests.convert(line), "seed \(seed): \(line)")
        if case .document = converted { documents += 1 }
      }
    }
    #expect(documents > 40)
  }
}
