/// What a monitoring plugin tells, and the status it ends with: the table that Nagios, Icinga and their like share
/// (Monitoring Plugins Development Guidelines, "Plugin Return Codes").
package enum Severity: Int32, Sendable, Equatable {
  case ok = 0
  case warning = 1
  case critical = 2
  case unknown = 3

  package var name: String {
    switch self {
    case .ok: "OK"
    case .warning: "WARNING"
    case .critical: "CRITICAL"
    case .unknown: "UNKNOWN"
    }
  }

  /// The worse of two: what is known to be bad outweighs what is not known.
  package func worse(_ other: Severity) -> Severity { rank >= other.rank ? self : other }

  private var rank: Int {
    switch self {
    case .ok: 0
    case .unknown: 1
    case .warning: 2
    case .critical: 3
    }
  }
}
