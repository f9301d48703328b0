/// What a tool's end tells the shell: one table for all five.
package enum ExitStatus: Equatable, Sendable {
  case done
  /// The answer is "no": drift was found, a check failed, `--fail-on-match` matched.
  case no
  case usage
  /// Some of the input was refused; the rest is stored.
  case inputRefused
  case unreachable
  case internalError
  case inputOutput
  /// Gave up after retries; the same again may succeed.
  case tryAgain
  case notAuthorized
  case interrupted(signal: Int32)
  /// A status from another table (monitoring plugins).
  case other(Int32)

  /// The number, after BSD's sysexits.h where that has one.
  package var code: Int32 {
    switch self {
    case .done: 0
    case .no: 1
    case .usage: 64
    case .inputRefused: 65
    case .unreachable: 69
    case .internalError: 70
    case .inputOutput: 74
    case .tryAgain: 75
    case .notAuthorized: 77
    case .interrupted(let signal): 128 + signal
    case .other(let code): code
    }
  }
}
