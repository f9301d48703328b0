internal import BSON

extension QueryDefinition {
  /// What a pipeline must not do: write, or name parameters that nobody declared, or leave declared ones unused.
  var pipelineProblems: [String] {
    var problems: [String] = []
    var used: Set<String> = []
    func look(_ value: BSONValue) {
      switch value {
      case .array(let elements): elements.forEach(look)
      case .document(let document):
        for (key, value) in document {
          switch key {
          case "$out", "$merge": problems.append("the pipeline writes: \(key) is refused")
          case "$parameter", "$given":
            guard let name = value.stringValue, document.keys.count == 1 else {
              problems.append("{\"\(key)\": …} takes one parameter's name and stands alone")
              continue
            }
            if name != Self.sampleParameter && parameter(named: name) == nil {
              problems.append("the pipeline uses '\(name)', which is not among the parameters")
            }
            if key == "$parameter", let parameter = parameter(named: name), parameter.defaultValue == nil {
              problems.append("'\(name)' is optional: the pipeline has to use {\"$given\": \"\(name)\"}")
            }
            used.insert(name)
          default: look(value)
          }
        }
      default: break
      }
    }
    pipeline.map(BSONValue.document).forEach(look)
    for stage in pipeline where stage.keys.count != 1 || stage.keys.first?.utf8.first != UInt8(ascii: "$") {
      problems.append("a stage of the pipeline is not one operator: \(stage.keys.joined(separator: ", "))")
    }
    // `limit` is applied after the pipeline, by whoever runs it.
    for parameter in parameters where !used.contains(parameter.name) && parameter.name != "limit" {
      problems.append("parameter '\(parameter.name)' is not used")
    }
    return problems
  }

  var exampleProblems: [String] {
    var reader = QueryReader()
    var problems: [String] = []
    for (number, example) in examples.enumerated() {
      for (name, value) in example.arguments {
        if let parameter = parameter(named: name) {
          reader.refuse(value, of: parameter, in: "example \(number + 1)")
        } else {
          problems.append("example \(number + 1) gives '\(name)', which is not among the parameters")
        }
      }
    }
    return problems + reader.problems
  }
}
