internal import ArgumentParser
internal import BSON
internal import Measuring

/// `10s`, or `10` for seconds: how often, how long.
struct Interval: ExpressibleByArgument {
  let milliseconds: Int64
  let defaultValueDescription: String

  init(milliseconds: Int64) {
    self.milliseconds = milliseconds
    defaultValueDescription = DurationExpression(milliseconds: milliseconds).description
  }

  init?(argument: String) {
    guard let duration = DurationExpression(argument) ?? DurationExpression(argument + "s"), duration.milliseconds > 0
    else { return nil }
    self.init(milliseconds: duration.milliseconds)
  }

  var duration: Duration { .milliseconds(milliseconds) }
}

/// `10s`, or `10s,30s` for a warning before the critical bound. In seconds.
struct DurationLimit: ExpressibleByArgument {
  let limit: Limit

  init?(argument: String) {
    guard let limit = Limit(argument, { DurationExpression($0).map { Double($0.milliseconds) / 1000 } }) else {
      return nil
    }
    self.limit = limit
  }
}

/// `80%`, or `80%,95%` for a warning before the critical bound. In per cent.
struct ShareLimit: ExpressibleByArgument {
  let limit: Limit

  init?(argument: String) {
    let read = { (text: Substring) -> Double? in
      guard text.hasSuffix("%"), let percent = Double(text.dropLast()), (0...100).contains(percent) else { return nil }
      return percent
    }
    guard let limit = Limit(argument, read) else { return nil }
    self.limit = limit
  }
}

extension Limit {
  fileprivate init?(_ text: String, _ read: (Substring) -> Double?) {
    let bounds = text.split(separator: ",", omittingEmptySubsequences: false).map(read)
    switch bounds.count {
    case 1:
      guard let critical = bounds[0] else { return nil }
      self.init(critical: critical)
    case 2:
      guard let warning = bounds[0], let critical = bounds[1], warning <= critical else { return nil }
      self.init(warning: warning, critical: critical)
    default: return nil
    }
  }
}

/// A kind of record, as `--kind` takes it.
enum Kind: String, ExpressibleByArgument, CaseIterable {
  case server, replica, database, collection, index, stream, query

  var scope: Scope {
    switch self {
    case .server: .server
    case .replica: .replica
    case .database: .database
    case .collection: .collections
    case .index: .indexes
    case .stream: .streams
    // Not of the sample itself.
    case .query: []
    }
  }
}
