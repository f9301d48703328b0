package import BSON
internal import Glibc

extension BSONDate {
  /// The system's clock, cut to milliseconds.
  package static var now: BSONDate {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return BSONDate(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec / 1_000_000))
  }
}
