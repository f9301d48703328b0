internal import BSON
internal import OnePwModel

/// A query file is refused with a sentence or is a query whose parameters take or refuse any text.
func fuzzQueries(_ input: UnsafeRawBufferPointer) {
  do {
    let query = try QueryDefinition(json: input)
    let text = String(decoding: input.suffix(24), as: UTF8.self)
    let now = BSONDate(milliseconds: 1_795_294_295_544)
    for parameter in query.parameters { _ = try? parameter.value(of: text, now: now) }
  } catch {
    precondition(!error.problems.isEmpty, "no reason")
  }
}
