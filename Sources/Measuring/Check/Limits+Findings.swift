internal import BSON
internal import OnePwModel

extension Limits {
  /// What a sample says to these limits. Pure; the sample holds at least `scope`.
  package func findings(in sample: Sample) -> [Finding] {
    var findings = replica(sample.members)
    if findings.isEmpty { findings.append(Finding(severity: .ok, text: "\(sample.host) answers")) }
    findings += server(sample)
    if drift { findings += drift(sample) }
    if let unused { findings += idle(sample, unused) }
    if age != nil || arrivalLag != nil { findings += streams(sample) }
    return findings
  }

  private func replica(_ members: [ReplicaRecord]) -> [Finding] {
    guard !members.isEmpty else { return [] }
    let known = members.compactMap { member in member.status.value.map { (member.member, $0) } }
    guard !known.isEmpty else {
      return [Finding(severity: .unknown, text: "the state of the members is not ours to see")]
    }
    var findings: [Finding] = []
    if !known.contains(where: \.1.isPrimary) { findings.append(Finding(severity: .critical, text: "no primary")) }
    for (name, member) in known where !member.isPrimary && !member.isArbiter && !member.holdsData {
      findings.append(Finding(severity: .warning, text: "\(name) is \(member.state)"))
    }
    if findings.isEmpty { findings.append(Finding(severity: .ok, text: "\(known.count) members")) }
    guard let lag else { return findings }
    for (name, member) in known {
      guard let seconds = member.lag, !member.isPrimary else { continue }
      findings.append(
        Finding(
          severity: lag.severity(of: seconds), text: "\(name) is \(Human.duration(seconds)) behind",
          measure: .init(label: "lag \(name)", value: seconds, unit: "s", limit: lag)))
    }
    return findings
  }

  private func server(_ sample: Sample) -> [Finding] {
    guard connections != nil || cacheDirty != nil else { return [] }
    guard let status = sample.server?.status.value else {
      return [
        Finding(severity: .unknown, text: "the server's status is \(sample.server?.status.gap.words ?? "unknown")")
      ]
    }
    var findings: [Finding] = []
    if let connections {
      let all = status.connections.current + status.connections.available
      findings.append(
        share(
          "connections", Double(status.connections.current) / Double(max(1, all)), connections,
          "\(status.connections.current) of \(all) connections"))
    }
    if let cacheDirty {
      guard let cache = status.cache else {
        return findings + [Finding(severity: .unknown, text: "this server has no cache to look at")]
      }
      let dirty = Double(cache.dirty) / Double(max(1, cache.maximum))
      findings.append(share("cache_dirty", dirty, cacheDirty, "\(Human.percent(dirty)) of the cache dirty"))
    }
    return findings
  }

  private func share(_ label: String, _ share: Double, _ limit: Limit, _ text: String) -> Finding {
    let percent = (share * 100).rounded(toPlaces: 3)
    return Finding(
      severity: limit.severity(of: percent), text: text,
      measure: .init(label: label, value: percent, unit: "%", limit: limit))
  }
}

extension Gap? {
  /// Why something is not known, for a sentence.
  var words: String {
    switch self {
    case .denied: "not ours to see"
    case .timeout: "not known in time"
    case nil: "not known"
    }
  }
}
