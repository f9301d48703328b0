import BSON
import Testing

@Suite("Against libbson")
struct DifferentialTests {
  private func read(_ text: [UInt8]) -> [UInt8]? { try? BSONDocument(json: text).bytes }

  private func shown(_ text: [UInt8]) -> String { String(decoding: text, as: UTF8.self).debugDescription }

  @Test("random documents become the same bytes", arguments: 0..<8)
  func documents(part: UInt64) {
    for seed in part * 250..<(part + 1) * 250 {
      var source = RandomJSON(seed: seed)
      let text = source.document()
      let (ours, theirs) = (read(text), Libbson.read(text))
      #expect(ours != nil && ours == theirs, "seed \(seed): \(shown(text))")
    }
  }

  @Test("damaged documents that both accept become the same bytes", arguments: 0..<8)
  func damagedDocuments(part: UInt64) {
    var both = 0
    for seed in part * 1000..<(part + 1) * 1000 {
      var source = RandomJSON(seed: seed &* 7919)
      let text = source.mutated(source.document())
      guard let ours = read(text), let theirs = Libbson.read(text) else { continue }
      both += 1
      #expect(ours == theirs, "seed \(seed): \(shown(text))")
    }
    #expect(both > 100)
  }

  @Test("what we write is read by libbson as the same bytes, and what it writes by us", arguments: 0..<4)
  func roundTrips(part: UInt64) throws {
    for seed in part * 250..<(part + 1) * 250 {
      var source = RandomJSON(seed: seed &+ 1_000_000)
      let document = try BSONDocument(json: source.document())
      let text = document.json(.extended)
      // Text keeps no difference between the numbers of a relaxed text, so compare from the first reading on.
      let again = try BSONDocument(json: text)
      #expect(again.json(.extended) == text, "seed \(seed)")
      #expect(Libbson.read(text) == again.bytes, "seed \(seed): \(shown(text))")
      let theirs = try #require(Libbson.relaxedJSON(document))
      #expect(try BSONDocument(json: theirs) == again, "seed \(seed): \(shown(theirs))")
    }
  }

  @Test(
    "only we accept",
    arguments: [
      // RFC 3339 beyond libbson's own form.
      #"{"d":{"$date":"2026-11-21T20:51:35+01:00"}}"#, #"{"d":{"$date":"2026-11-21T20:51:35.5449Z"}}"#,
      #"{"d":{"$date":"2026-11-21T20:51:35"}}"#, #"{"d":{"$date":"2026-11-21 20:51:35Z"}}"#,
      #"{"d":{"$date":"2026-11-21t20:51:35z"}}"#,
      // Parts of queries.
      #"{"a":{"$regex":"x","$ne":"xy"}}"#, #"{"a":{"$options":"i"}}"#, #"{"a":{"$scope":1}}"#,
      #"{"a":{"$regex":{"$parameter":"x"}}}"#,
    ])
  func onlyOurs(text: String) {
    #expect(read(Array(text.utf8)) != nil)
    #expect(Libbson.read(Array(text.utf8)) == nil)
  }

  @Test(
    "only libbson accepts",
    arguments: [
      // Literals that JSON does not have.
      #"{"a":NaN}"#, #"{"a":Infinity}"#, #"{"a":-Infinity}"#, #"{"a":-01}"#,
      // Text after the object, and an array in its place.
      #"{}{}"#, #"{},"#, #"{"a":1}{"b":"#, #"[1,2]"#,
      // Numbers beyond 64 bits, of which it keeps the lower ones.
      #"{"a":18446744073709551616}"#, #"{"a":-99999999999999999999999}"#,
      // Dates that are none, which it carries over.
      #"{"d":{"$date":"2026-02-30T20:51:35Z"}}"#, #"{"d":{"$date":"2026-11-21T20:51:60Z"}}"#,
      #"{"d":{"$date":"2026-11-21T20:51Z"}}"#,
      // Numbers in strings as `strtod` and friends take them.
      #"{"a":{"$numberLong":" 5"}}"#, #"{"a":{"$numberDouble":" 1"}}"#, #"{"a":{"$numberDouble":"inf"}}"#,
      #"{"a":{"$numberDecimal":"abc"}}"#, #"{"a":{"$timestamp":{"t":5000000000,"i":2}}}"#,
      // Options of a regular expression that there are not, which it drops.
      #"{"a":{"$regularExpression":{"pattern":"x","options":"iz"}}}"#,
      // A wrapper's key twice.
      #"{"a":{"$oid":"5f3b2c1d0e9f8a7b6c5d4e3f","$oid":"5f3b2c1d0e9f8a7b6c5d4e3f"}}"#,
    ])
  func onlyTheirs(text: String) {
    #expect(read(Array(text.utf8)) == nil)
    #expect(Libbson.read(Array(text.utf8)) != nil)
  }
}
