internal import BSON
internal import Glibc

/// Milliseconds of the two clocks a load looks at.
enum Clock {
  /// Since 1970, for `insert_time`.
  static var now: BSONDate { BSONDate(milliseconds: read(CLOCK_REALTIME)) }

  /// Since some moment, never going back, for waiting.
  static var monotonic: Int { Int(read(CLOCK_MONOTONIC)) }

  /// Both at one moment.
  struct Reading {
    let now: BSONDate
    let monotonic: Int

    /// The same as before for as long as nobody sets the clock.
    var setting: Int64 { now.milliseconds - Int64(monotonic) }
  }

  static var reading: Reading { Reading(now: now, monotonic: monotonic) }

  /// How many milliseconds a server's clock is ahead of ours, which was asked between two moments of ours; 0 below a second, that
  /// readers of `insert_time` bear.
  static func lead(of server: BSONDate, asked: BSONDate, answered: BSONDate) -> Int64 {
    let lead = max(server.milliseconds - answered.milliseconds, min(server.milliseconds - asked.milliseconds, 0))
    return abs(lead) < 1000 ? 0 : lead
  }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec / 1_000_000)
  }
}
