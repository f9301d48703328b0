internal import BSON
internal import OnePwModel

extension Limits {
  /// Whether the feeds flow.
  func streams(_ sample: Sample) -> [Finding] {
    let wanted = OnePwModel.events.map(\.name).filter { streams?.contains($0) ?? true }.sorted()
    return wanted.flatMap { name -> [Finding] in
      guard let stream = sample.streams.first(where: { $0.collection == name }) else {
        return [Finding(severity: .unknown, text: "there is no collection \(name)")]
      }
      return findings(in: stream)
    }
  }

  private func findings(in stream: StreamRecord) -> [Finding] {
    let name = stream.collection
    guard let flow = stream.flow.value else {
      return [Finding(severity: .unknown, text: "\(name) is \(stream.flow.gap.words)")]
    }
    guard !flow.isUnindexed else {
      return [Finding(severity: .unknown, text: "\(name) has no index on timestamp to look at")]
    }
    var findings: [Finding] = []
    if let age {
      if let seconds = flow.age {
        findings.append(
          Finding(
            severity: age.severity(of: seconds), text: "newest of \(name) is \(Human.duration(seconds)) old",
            measure: .init(label: "age \(name)", value: seconds, unit: "s", limit: age)))
      } else {
        findings.append(Finding(severity: .critical, text: "\(name) holds no event"))
      }
    }
    if let arrivalLag {
      if let seconds = flow.arrival?.medianLag {
        findings.append(
          Finding(
            severity: arrivalLag.severity(of: seconds), text: "\(name) arrives \(Human.duration(seconds)) late",
            measure: .init(label: "arrival_lag \(name)", value: seconds, unit: "s", limit: arrivalLag)))
      } else {
        findings.append(Finding(severity: .unknown, text: "how late \(name) arrives is not known"))
      }
    }
    return findings
  }
}
