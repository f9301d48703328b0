/// Audit events of about 700 bytes in the shape of Events API 1.2.0, no two alike, made from a fixed seed.
struct SampleLines {
  private var random = SplitMix(state: 42)

  mutating func auditEvent(_ number: Int) -> String {
    let milliseconds = 1_790_000_000_000 + number * 51_840
    return #"{"uuid":"\#(id())","timestamp":"\#(time(milliseconds))","actor_uuid":"\#(id())","#
      + #""actor_details":{"uuid":"\#(id())","name":"\#(pick(Self.names))","email":"user\#(number % 500)@example.com"},"#
      + #""action":"\#(pick(["create", "update", "grant", "export"]))","object_type":"\#(pick(["user", "uva", "item"]))","#
      + #""object_uuid":"\#(id())","aux_id":\#(random.next() % 1_000_000),"aux_uuid":"\#(id())","#
      + #""aux_info":"changed by an administrator","session":{"uuid":"\#(id())","#
      + #""login_time":"\#(time(milliseconds - 3_600_000))","device_uuid":"\#(id())","ip":"192.0.2.\#(number % 254)"},"#
      + #""location":{"country":"CA","region":"Ontario","city":"Toronto","latitude":43.\#(random.next() % 10_000_000_000_000_00),"#
      + #""longitude":-79.\#(random.next() % 10_000_000_000_000_00)}}"#
  }

  private static let names = ["Ada Lovelace", "Grace Hopper", "Alan Turing", "José Álvarez", "Edsger Dijkstra"]

  private mutating func pick(_ values: [String]) -> String { values[Int(random.next() % UInt64(values.count))] }

  private mutating func id() -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
    return String(decoding: (0..<26).map { _ in alphabet[Int(random.next() & 31)] }, as: UTF8.self)
  }

  /// A tenth of real dates have their fraction's zeros trimmed.
  private mutating func time(_ milliseconds: Int) -> String {
    let seconds = milliseconds / 1000
    let (day, clock) = (seconds / 86_400 % 28 + 1, seconds % 86_400)
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let fraction = random.next() % 10 == 0 ? "77" : String(random.next() % 900 + 100)
    return "2026-10-\(two(day))T\(two(clock / 3600)):\(two(clock / 60 % 60)):\(two(clock % 60)).\(fraction)Z"
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every machine.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
