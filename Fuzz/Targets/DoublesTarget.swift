internal import BSON
internal import Glibc

/// A number with a fraction or an exponent is the double that the C library makes of the same text.
func fuzzDoubles(_ input: UnsafeRawBufferPointer) {
  guard input.count < 2_000, input.allSatisfy({ Array("0123456789+-.eE".utf8).contains($0) }),
    let document = try? BSONDocument(json: Array(#"{"d":"#.utf8) + input + Array("}".utf8)),
    case .double(let ours)? = document["d"]
  else { return }
  let theirs = strtod(String(decoding: input, as: UTF8.self), nil)
  precondition(ours.bitPattern == theirs.bitPattern, "\(ours) is not \(theirs)")
}
