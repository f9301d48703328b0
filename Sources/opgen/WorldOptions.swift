internal import ArgumentParser
internal import BSON
internal import Glibc
internal import Simulation

/// What the world is made from, besides the sizes of its collections.
struct WorldOptions: ParsableArguments {
  @Option(help: "Multiplies the size of every collection not named.") var scale = 1.0
  @Option(help: "Another seed is another company.") var seed: UInt64 = 42
  @Option(
    help: ArgumentHelp(
      "The world's present: RFC 3339, a date, 'now', or an age such as 90d. (default: the current hour)",
      valueName: "time"))
  var end: String?
  @Option(help: ArgumentHelp("How many days before the end events reach back. (default: 30)", valueName: "n"))
  var days: Int?
  @Option(
    name: .customLong("failure-rate"),
    help: ArgumentHelp("Share of sign-in attempts that fail, 0 to 1.", valueName: "share"))
  var failureRate = 0.76

  func validate() throws {
    guard scale > 0, scale <= 100_000 else { throw ValidationError("--scale must lie above 0 and not above 100000") }
    guard (0...1).contains(failureRate) else { throw ValidationError("--failure-rate must lie between 0 and 1") }
    if let end, Moment(end) == nil {
      throw ValidationError(
        "--end takes RFC 3339 (2026-11-21T20:00:00Z), a date, 'now', or an age such as 90d, not '\(end)'")
    }
  }

  func parameters(_ collections: CollectionOptions) throws -> WorldParameters {
    // The whole hour: two runs within it give the same bytes.
    let hour: Int64 = 3_600_000
    let end = end.flatMap { Moment($0)?.milliseconds } ?? Moment.now / hour * hour
    var parameters = WorldParameters(end: end)
    parameters.seed = seed
    parameters.days = days ?? parameters.days
    parameters.failuresPerMillion = Int((failureRate * 1_000_000).rounded())
    parameters.sizes = parameters.sizes.scaled(by: scale)
    collections.apply(to: &parameters.sizes)
    return parameters
  }
}

/// A time as command lines give one.
struct Moment {
  let milliseconds: Int64

  init?(_ text: String) {
    if text == "now" {
      milliseconds = Self.now
    } else if let age = Self.age(text) {
      milliseconds = Self.now - age
    } else if let date = BSONDate(rfc3339: text) ?? BSONDate(rfc3339: text + "T00:00:00Z") {
      milliseconds = date.milliseconds
    } else {
      return nil
    }
  }

  static var now: Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// `90s`, `15m`, `24h`, `30d` in milliseconds.
  private static func age(_ text: String) -> Int64? {
    let units: [Character: Int64] = ["s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]
    guard let last = text.last, let unit = units[last], let count = Int64(text.dropLast()),
      (0...100_000_000).contains(count)
    else {
      return nil
    }
    return count * unit
  }
}
