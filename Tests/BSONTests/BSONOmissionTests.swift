import BSON
import Testing

@Suite("A document without some of its fields")
struct BSONOmissionTests {
  private let names = ["_id", "insert_time", ""]

  private func kept(_ bytes: [UInt8]) -> [UInt8] {
    var omission = BSONOmission(names)
    return bytes.withUnsafeBytes { omission($0) { [UInt8]($0) } }
  }

  @Test(
    "is the rest, as it was and in its order",
    arguments: [
      [:],
      ["_id": 1],
      ["_id": 1, "uuid": "E", "insert_time": nil],
      [
        "uuid": "E", "_id": ["_id": 2], "at": .date(BSONDate(milliseconds: 5)), "insert_time": [1, 2, 3], "_ids": true,
      ],
      [
        "a": ["_id": 1], "": "no name", "insert_time ": .decimal128(high: 1, low: 2),
        "r": .regularExpression(pattern: "x", options: "i"),
      ],
      [
        "insert_time": .binary(subtype: 2, [1, 2, 3]), "insert": .minKey,
        "_id": .objectID(BSONObjectID(hex: "00112233445566778899aabb")!),
      ],
    ] as [BSONDocument])
  func omits(document: BSONDocument) {
    let expected = BSONDocument(document.filter { !names.contains($0.key) }.map { ($0.key, $0.value) })
    #expect(kept(document.bytes) == expected.bytes)
  }

  @Test("passes on what is no document, for others to find the fault")
  func malformed() {
    let document: BSONDocument = ["_id": 1, "text": "hello", "n": 2]
    for end in 0..<document.bytes.count {
      let cut = Array(document.bytes[..<end])
      let rest = kept(cut)
      #expect(rest.isEmpty || (try? BSONDocument(validating: rest)) == nil)
      // Nothing behind the fault is lost.
      #expect(rest.count >= cut.count - 9)
    }
  }
}
