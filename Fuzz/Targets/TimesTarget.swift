internal import BSON

/// A time of a command line is a moment at any `now` that a clock can show, and a duration is written as it is read.
func fuzzTimes(_ input: UnsafeRawBufferPointer) {
  let text = String(decoding: input, as: UTF8.self)
  if let time = TimeExpression(text) {
    for now in [0, 1_795_294_295_544, 253_402_300_799_999] as [Int64] {
      _ = time.date(now: BSONDate(milliseconds: now))
    }
  }
  if let duration = DurationExpression(text) {
    precondition(DurationExpression(duration.description) == duration, "not stable")
  }
}
