/// SplitMix64 (Steele, Lea, Flood 2014), so that a failing text can be made again from its seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// Random JSON texts: every kind of value, every Extended JSON wrapper, escapes, white space, numbers at their bounds.
struct RandomJSON {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func document() -> [UInt8] { Array(object(depth: 0).utf8) }

  /// The same text with one to three bytes changed, removed, doubled or put in.
  mutating func mutated(_ text: [UInt8]) -> [UInt8] {
    var text = text
    for _ in 0..<Int.random(in: 1...3, using: &random) where !text.isEmpty {
      let place = Int.random(in: text.indices, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: text.remove(at: place)
      case 1: text[place] = UInt8.random(in: .min ... .max, using: &random)
      case 2: text[place] = Array(#"{}[]",:\0-1e.tfn$ u"#.utf8).randomElement(using: &random)!
      case 3: text.insert(Array(#"{}[]",:\0-1e.tfn$ u"#.utf8).randomElement(using: &random)!, at: place)
      case 4:
        let end = min(text.count, place + Int.random(in: 1...8, using: &random))
        text.insert(contentsOf: text[place..<end], at: place)
      default: text.removeLast(Int.random(in: 0...min(3, text.count), using: &random))
      }
    }
    return text
  }

  private mutating func object(depth: Int) -> String {
    let members = (0..<Int.random(in: 0...6, using: &random)).map { _ in
      key() + space() + ":" + space() + value(depth: depth + 1)
    }
    return "{" + space() + members.joined(separator: space() + "," + space()) + space() + "}"
  }

  private mutating func value(depth: Int) -> String {
    switch Int.random(in: 0..<(depth > 5 ? 8 : 12), using: &random) {
    case 0, 1: return string()
    case 2, 3: return number()
    case 4: return ["true", "false", "null"].randomElement(using: &random)!
    case 5, 6: return wrapper()
    case 7: return pick([#""2026-11-21T20:51:35.544Z""#, "{}", "[]", #""""#])
    case 8, 9: return object(depth: depth)
    default:
      let values = (0..<Int.random(in: 0...13, using: &random)).map { _ in value(depth: depth + 1) }
      return "[" + space() + values.joined(separator: space() + ",") + "]"
    }
  }

  private mutating func pick(_ texts: [String]) -> String { texts.randomElement(using: &random)! }

  private mutating func space() -> String {
    Int.random(in: 0..<8, using: &random) == 0 ? pick([" ", "\t", "  ", "\n", "\r"]) : ""
  }

  private mutating func key() -> String {
    pick([
      #""a""#, #""uuid""#, #""timestamp""#, #""""#, #""a.b""#, #""$x""#, #""key of many more than eight bytes""#,
      #""é""#, string(inKey: true),
    ])
  }

  private mutating func string(inKey: Bool = false) -> String {
    let pieces = (0..<Int.random(in: 0...6, using: &random)).map { _ in
      // No key can hold a NUL.
      pick([
        inKey ? #"\u0001"# : #"\u0000"#,
        "a", "plain text", "12345678", "1234567", "é", "€", "😀", #"\n"#, #"\""#, #"\\"#, #"\/"#, #"\u0041"#, #"\u00e9"#,
        #"\u20ac"#,
        #"\ud83d\ude00"#, "\u{7F}", "\u{FFFF}", "\u{10FFFF}",
      ])
    }
    return "\"" + pieces.joined() + "\""
  }

  private mutating func number() -> String {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return String(Int.random(in: -1000...1000, using: &random))
    case 1:
      return pick([
        "2147483647", "2147483648", "-2147483648", "-2147483649", "9223372036854775807", "-9223372036854775808", "-0",
        "0", "-0.0", "0e0", "1E5", "1e-7", "1.5e+300",
      ])
    case 2: return String(Int64.random(in: .min ... .max, using: &random))
    case 3:
      let value = Double(bitPattern: random.next())
      return value.isFinite ? value.description : "0.5"
    case 4: return Double.random(in: -180...180, using: &random).description
    default:
      let digits = (0..<Int.random(in: 1...30, using: &random)).map { _ in pick(["0", "1", "5", "9"]) }.joined()
      return "1." + digits + pick(["", "e10", "e-300", "E+200"])
    }
  }

  /// Not `$code`, `$scope` and `$dbPointer`: in an array, libbson 1.23.1 gives them a stale key instead of their number.
  private mutating func wrapper() -> String {
    pick([
      #"{"$oid":"5f3b2c1d0e9f8a7b6c5d4e3f"}"#, #"{"$date":"2026-11-21T20:51:35.544Z"}"#,
      #"{"$date":"1970-01-01T00:00:00Z"}"#,
      #"{"$date":{"$numberLong":"-12345"}}"#, #"{"$date":12345}"#, #"{"$numberInt":"-5"}"#, #"{"$numberLong":"5"}"#,
      #"{"$numberDouble":"1.5"}"#, #"{"$numberDouble":"-Infinity"}"#, #"{"$numberDecimal":"1.5E+3"}"#,
      #"{"$numberDecimal":"-0.000001"}"#, #"{"$binary":{"base64":"AAECAw==","subType":"80"}}"#,
      #"{"$binary":{"base64":"AAEC","subType":"02"}}"#, #"{"$binary":"AAEC","$type":"00"}"#,
      #"{"$uuid":"c8edabc3-f738-4ca3-b68d-ab92a91478a3"}"#,
      #"{"$symbol":"s"}"#, #"{"$timestamp":{"t":4294967295,"i":1}}"#,
      #"{"$regularExpression":{"pattern":"a\"b","options":"mi"}}"#,
      #"{"$regex":"a","$options":"x"}"#,
      #"{"$undefined":true}"#, #"{"$minKey":1}"#, #"{ "$maxKey" : 1 }"#, #"{"$ref":"c","$id":5}"#, #"{"$gte":5}"#,
    ])
  }
}
