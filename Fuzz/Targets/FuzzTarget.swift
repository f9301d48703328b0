/// What reads text from strangers, each with what has to hold for any input. A broken promise ends the process.
///
/// `make fuzz` gives them to libFuzzer; `swift test` gives them the corpora in `Fuzz/corpus`, a folder a target.
package enum FuzzTarget: String, CaseIterable, Sendable {
  case converter, dates, doubles, queries, times, tokens

  package func run(_ input: UnsafeRawBufferPointer) {
    switch self {
    case .converter: fuzzConverter(input)
    case .dates: fuzzDates(input)
    case .doubles: fuzzDoubles(input)
    case .queries: fuzzQueries(input)
    case .times: fuzzTimes(input)
    case .tokens: fuzzTokens(input)
    }
  }
}
