internal import BSON

extension SampleView {
  var collectionsSection: [String] {
    let largest = sample.collections.compactMap { $0.storage?.value }.map { $0.storage + $0.indexes }.max() ?? 0
    var grid = Grid(
      .init(title: "collection"), .init(title: "documents", isNumber: true),
      .init(title: "/s", isNumber: true, expendability: 1), .init(title: "data", isNumber: true, expendability: 3),
      .init(title: "on disk", isNumber: true), .init(title: "indexes", isNumber: true),
      .init(title: "", expendability: 2), .init(title: "free", isNumber: true, expendability: 5),
      .init(title: "average", isNumber: true, expendability: 6),
      .init(title: "per event", isNumber: true, expendability: 4), .init(title: "validator", expendability: 7),
      .init(title: "expires", expendability: 8))
    for record in sample.collections {
      guard let storage = record.storage?.value else {
        let note = record.storage?.gap?.rawValue ?? (record.state == .missing ? "missing" : "")
        grid.add(
          Styled(record.name), Styled(note, record.state == .missing ? .wrong : .doubtful), "", "", "", "", "", "", "",
          "",
          "", "")
        continue
      }
      let size = storage.storage + storage.indexes
      grid.add(
        Styled(record.name, record.state == .foreign ? .quiet : .plain), Styled(Human.count(storage.documents)),
        Styled(record.rates.map { Human.rate($0.documents) } ?? ""), Styled(Human.bytes(storage.data)),
        Styled(Human.bytes(storage.storage)), Styled(Human.bytes(storage.indexes)),
        Styled(Human.bar(Double(size) / Double(max(1, largest)), width: 8), .bar), Styled(Human.bytes(storage.free)),
        Styled(storage.average.map(Human.bytes) ?? ""),
        Styled(record.isEventStream ? storage.growthPerDocument.map { Human.bytes(Int($0)) } ?? "" : ""),
        Styled(record.validator?.words ?? "", record.validator?.state == .changed ? .doubtful : .plain),
        Styled(record.ttl.map { "\($0.field) \(Human.duration(Double($0.seconds)))" }.joined(separator: " ")))
    }
    let lines = grid.lines(on: screen)
    return lines.isEmpty ? [] : [title("Collections")] + lines
  }

  var streamsSection: [String] {
    var grid = Grid(
      .init(title: "stream"), .init(title: "newest"), .init(title: "last hour", isNumber: true),
      .init(title: "week before", isNumber: true, expendability: 2), .init(title: "last day", isNumber: true),
      .init(title: "week before", isNumber: true, expendability: 3),
      .init(title: "arrives", expendability: 1), .init(title: "oldest", expendability: 4))
    for record in sample.streams {
      guard let flow = record.flow.value, !flow.isUnindexed else {
        let note = record.flow.gap?.rawValue ?? "no index on timestamp"
        grid.add(Styled(record.collection), Styled(note, .doubtful), "", "", "", "", "", "")
        continue
      }
      let newest = flow.age.map { Styled("\(Human.duration($0)) ago", $0 > 86_400 ? .doubtful : .plain) }
      grid.add(
        Styled(record.collection), newest ?? Styled("no event", .doubtful),
        Styled(flow.lastHour.map { counted($0.events) } ?? ""),
        Styled(flow.lastHour.map { counted($0.weekBefore) } ?? "", .quiet),
        Styled(flow.lastDay.map { counted($0.events) } ?? "", flow.lastDay?.isSilent == true ? .wrong : .plain),
        Styled(flow.lastDay.map { counted($0.weekBefore) } ?? "", .quiet),
        Styled(flow.arrival.map { "\(Human.duration($0.medianLag)) late" } ?? ""),
        Styled(
          flow.oldest.map { Human.duration(sample.time.seconds(since: $0)) + " ago" } ?? ""))
    }
    let lines = grid.lines(on: screen)
    return lines.isEmpty ? [] : [title("Streams")] + lines
  }

  private func counted(_ events: Int) -> String {
    events >= StreamFlow.Comparison.most ? "\(Human.count(events))+" : Human.count(events)
  }
}

extension ValidatorRecord {
  fileprivate var words: String {
    state == .wanted ? action ?? "" : "\(state.rawValue)\(action.map { ", \($0)" } ?? "")"
  }
}

extension StreamFlow.Comparison {
  /// Nothing, where a week ago there was something.
  fileprivate var isSilent: Bool { events == 0 && weekBefore > 0 }
}
