internal import BSON
internal import Glibc

/// Milliseconds of the two clocks a load looks at.
enum Clock {
  /// Since 1970, for `insert_time`.
  static var now: BSONDate { BSONDate(milliseconds: read(CLOCK_REALTIME)) }

  /// Since some moment, never going back, for waiting.
  static var monotonic: Int { Int(read(CLOCK_MONOTONIC)) }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec / 1_000_000)
  }
}
