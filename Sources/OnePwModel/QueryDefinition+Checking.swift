internal import BSON

extension QueryDefinition {
  /// What a pipeline must not do: write, or name parameters that nobody declared, or leave declared ones unused.
  var pipelineProblems: [String] {
    var problems: [String] = []
    var used: Set<String> = []
    let declared = parametersByName
    func look(_ value: BSONValue, _ place: PipelinePlace) {
      switch value {
      case .array(let elements): for element in elements { look(element, place) }
      case .document(let document):
        let subtrahend = document["$parameter"] == nil ? nil : document["minus"]
        let isAlone = document.keys.count == (subtrahend == nil ? 1 : 2)
        for (key, value) in document {
          switch key {
          case "$out", "$merge": problems.append("the pipeline writes: \(key) is refused")
          case "$parameter", "$given":
            guard let name = value.stringValue, isAlone else {
              problems.append("{\"\(key)\": …} takes one parameter's name and stands alone")
              continue
            }
            if name != Self.sampleParameter && declared[name] == nil {
              problems.append("the pipeline uses '\(name)', which is not among the parameters")
            }
            if key == "$parameter", let parameter = declared[name], parameter.defaultValue == nil {
              problems.append("'\(name)' is optional: the pipeline has to use {\"$given\": \"\(name)\"}")
            }
            // The server counts an expression's arguments, and takes no empty stage.
            if key == "$given" && place != .query {
              problems.append(
                "'\(name)' can be left out of conditions alone: elsewhere it needs a default and "
                  + "{\"$parameter\": \"\(name)\"}")
            }
            used.insert(name)
            if let subtrahend {
              let duration = subtrahend.stringValue.flatMap { declared[$0] }
              if declared[name]?.type != .time || duration?.type != .duration || duration?.defaultValue == nil {
                problems.append("{\"$parameter\": \"\(name)\", \"minus\": …} takes a time less a duration with default")
              }
              if let duration { used.insert(duration.name) }
            }
          default: look(value, place.under(key))
          }
        }
      default: break
      }
    }
    for stage in pipeline { look(.document(stage), .stages) }
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
    let declared = parametersByName
    for (number, example) in examples.enumerated() {
      for (name, value) in example.arguments {
        if let parameter = declared[name] {
          reader.refuse(value, of: parameter, in: "example \(number + 1)")
        } else {
          problems.append("example \(number + 1) gives '\(name)', which is not among the parameters")
        }
      }
    }
    return problems + reader.problems
  }

  /// A file may name a parameter at every step: looking through all of them each time would take the square of its length.
  private var parametersByName: [String: QueryParameter] {
    Dictionary(parameters.map { ($0.name, $0) }) { first, _ in first }
  }
}
