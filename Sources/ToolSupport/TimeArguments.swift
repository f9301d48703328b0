internal import ArgumentParser
package import BSON

// For `@Option(transform:)`: a conformance of these public types would have to be public too.

extension TimeExpression {
  package static func argument(_ text: String) throws -> TimeExpression {
    guard let time = TimeExpression(text) else { throw ValidationError("it takes \(form)") }
    return time
  }
}

extension DurationExpression {
  package static func argument(_ text: String) throws -> DurationExpression {
    guard let duration = DurationExpression(text) else { throw ValidationError("it takes \(form)") }
    return duration
  }
}
