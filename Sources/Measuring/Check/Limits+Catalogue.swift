internal import BSON

extension Limits {
  /// Whether catalogue and database agree. A constraint that is not kept is worse than a query that is slow.
  func drift(_ sample: Sample) -> [Finding] {
    var findings = sample.withheld.map {
      Finding(
        severity: .unknown,
        text: "the \($0.kind) list\($0.collection.map { " of \($0)" } ?? "") is \(Optional($0.gap).words)")
    }
    func list(_ what: String, _ severity: Severity, _ indexes: [IndexRecord]) {
      guard !indexes.isEmpty else { return }
      let names = indexes.prefix(5).map { "\($0.collection).\($0.name)" } + (indexes.count > 5 ? ["…"] : [])
      findings.append(
        Finding(
          severity: severity,
          text: "\(indexes.count.counted("index", "indexes")) \(what): \(names.joined(separator: ", "))"))
    }
    let missing = sample.indexes.filter { $0.state == .missing }
    list("missing", .critical, missing.filter(\.isUnique))
    list("missing", .warning, missing.filter { !$0.isUnique })
    list("changed", .warning, sample.indexes.filter { $0.state == .changed })
    // No query may use it, so for queries it is not there.
    list("hidden", .warning, sample.indexes.filter { $0.state == .wanted && $0.isHidden })
    for state in [CatalogueState.missing, .changed] {
      let names = sample.collections.filter { $0.state == .wanted && $0.validator?.state == state }.map(\.name)
      guard !names.isEmpty else { continue }
      findings.append(
        Finding(
          severity: .warning,
          text: "\(names.count.counted("validator", "validators")) \(state.rawValue): \(names.joined(separator: ", "))")
      )
    }
    let count = sample.indexes.count { $0.state == .missing || $0.state == .changed }
    let measure = Finding.Measure(label: "drift", value: Double(count), unit: "", limit: nil)
    if findings.isEmpty { return [Finding(severity: .ok, text: "no drift", measure: measure)] }
    findings[0].measure = measure
    return findings
  }

  /// Indexes that no query has used for longer than the limit: each costs memory and every insert.
  func idle(_ sample: Sample, _ limit: Limit) -> [Finding] {
    let indexes = sample.indexes.filter { $0.usage != nil }
    if let gap = indexes.compactMap({ $0.usage?.gap }).first {
      return [Finding(severity: .unknown, text: "the use of indexes is \(Optional(gap).words)")]
    }
    guard indexes.allSatisfy(\.isUsageComplete) else {
      return [Finding(severity: .unknown, text: "the use of indexes is not known of every member")]
    }
    func isIdle(_ index: IndexRecord, for bound: Double) -> Bool {
      index.isUnused && index.since.map { sample.time.seconds(since: $0) > bound } == true
    }
    let idle = indexes.filter { isIdle($0, for: limit.warning ?? limit.critical) }
    let measure = Finding.Measure(label: "unused", value: Double(idle.count), unit: "", limit: nil)
    guard !idle.isEmpty else { return [Finding(severity: .ok, text: "no unused index", measure: measure)] }
    let names = idle.prefix(5).map { "\($0.collection).\($0.name)" } + (idle.count > 5 ? ["…"] : [])
    // An index too many hurts nobody tonight.
    return [
      Finding(
        severity: .warning, text: "\(idle.count.counted("index", "indexes")) unused: \(names.joined(separator: ", "))",
        measure: measure)
    ]
  }
}

extension Int {
  fileprivate func counted(_ one: String, _ several: String) -> String { "\(self) \(self == 1 ? one : several)" }
}
