import BSON
import CMongo
import Glibc

/// Converter and writer against libbson, one thread, in turn: the median of each one's rounds, in processor time, so
/// that what else the machine does matters little.
@main
struct ConverterBenchmark {
  static let rounds = 9
  static let lineCount = 20_000

  static func main() {
    var samples = SampleLines()
    let corpus = Corpus((0..<lineCount).map { samples.auditEvent($0) })
    let documents = corpus.documents()
    compare("JSON to BSON", bytes: corpus.text.count, corpus.convertAll, corpus.readAllWithLibbson)
    for style in JSONStyle.allCases {
      compare(
        "BSON to \(style) JSON", bytes: documents.bytes.count, { documents.writeAll(style) },
        documents.writeAllWithLibbson)
    }
  }

  private static func compare(_ what: String, bytes: Int, _ ours: () -> Void, _ theirs: () -> Void) {
    let times = (0...rounds).map { _ in (processorTime(ours), processorTime(theirs)) }.dropFirst()
    let our = times.map(\.0).sorted()[rounds / 2]
    let their = times.map(\.1).sorted()[rounds / 2]
    func rate(_ seconds: Double) -> Int { Int(Double(lineCount) / seconds) }
    let ratio = Int(their / our * 10 + 0.5)
    print(
      "\(what): \(ratio / 10).\(ratio % 10) times libbson (\(rate(our)) against \(rate(their)) events a second,",
      "\(Int(Double(bytes) / our / 1e6)) MB/s)")
  }

  private static func processorTime(_ body: () -> Void) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    body()
    return now() - start
  }
}
