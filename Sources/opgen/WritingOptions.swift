internal import ArgumentParser
internal import Glibc

/// How the world is written.
struct WritingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Only the I-th of N parts; all parts together are the whole, byte for byte.", valueName: "I/N"))
  var slice: String?
  @Option(help: "Threads. (default: the number of processors)") var threads: Int?
  @Flag(help: "One stream by time instead of the event collections one after the other.") var merge = false
  @Flag(name: .customLong("extended-json"), help: "Dates as Extended JSON v2 writes them, for mongoimport and mongosh.")
  var extendedJSON = false

  func validate() throws {
    if let slice, Self.part(slice) == nil {
      throw ValidationError("--slice takes I/N with 1 <= I <= N, such as 2/8, not '\(slice)'")
    }
    if let threads, !(1...256).contains(threads) { throw ValidationError("--threads must lie between 1 and 256") }
  }

  /// The slice, counted from 0; the whole by default.
  var part: (index: Int, count: Int) { slice.flatMap(Self.part) ?? (0, 1) }

  var threadCount: Int { threads ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  private static func part(_ text: String) -> (index: Int, count: Int)? {
    let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let index = numbers[0], let count = numbers[1] else { return nil }
    guard count >= 1, count <= 1_000_000, (1...count).contains(index) else { return nil }
    return (index - 1, count)
  }
}
