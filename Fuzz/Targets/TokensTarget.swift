internal import BSON
internal import Querying

/// A token is refused or says the same when it is written again. As its check sum refuses all that is random, the input is
/// tried a second time as the content of a token whose sum is right.
func fuzzTokens(_ input: UnsafeRawBufferPointer) {
  check(String(decoding: input, as: UTF8.self))
  let sum = XXHash64.hash(Array(input))
  let content = Array(input) + (0..<8).map { UInt8(truncatingIfNeeded: sum >> (8 * $0)) }
  check(base64url(content))
}

private func check(_ text: String) {
  guard let token = FeedToken(text) else { return }
  // Texts, because a position may hold a NaN, which equals nothing.
  precondition(token.text == text, "two texts for one token")
  precondition(FeedToken(token.text)?.text == text, "not stable")
}

private func base64url(_ bytes: [UInt8]) -> String {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
  var text: [UInt8] = []
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    let bits = (0..<3).reduce(UInt32(0)) { $0 << 8 | UInt32(start + $1 < group.endIndex ? bytes[start + $1] : 0) }
    for place in 0...group.count { text.append(alphabet[Int(bits >> UInt32(18 - 6 * place) & 63)]) }
  }
  return String(decoding: text, as: UTF8.self)
}
