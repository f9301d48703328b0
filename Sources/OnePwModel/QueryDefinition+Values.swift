public import BSON

extension QueryDefinition {
  /// The value of each parameter that has one: what is given, else its default.
  ///
  /// - Parameters:
  ///   - arguments: By parameter name, as JSON and the arguments of an ``Example`` have them: `["since": "7d", "min": 5]`. A
  ///     user is given by uuid: only opq, which has a server to ask, takes e-mail addresses.
  ///   - now: What `now` means, and what ages such as `7d` count back from.
  /// - Throws: For an argument that is no parameter's, or that its parameter does not take.
  public func values(
    _ arguments: BSONDocument = [:], now: BSONDate
  ) throws(QueryArgumentError) -> [String: BSONValue] {
    var values: [String: BSONValue] = [:]
    for parameter in parameters {
      if let json = parameter.defaultValue { values[parameter.name] = try parameter.value(ofJSON: json, now: now) }
    }
    for (name, json) in arguments {
      guard let parameter = parameter(named: name) else {
        throw QueryArgumentError(message: "\(self.name) has no --\(name)")
      }
      values[name] = try parameter.value(ofJSON: json, now: now)
    }
    return values
  }
}
