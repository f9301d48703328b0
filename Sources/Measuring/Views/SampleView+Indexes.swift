internal import BSON

extension SampleView {
  /// Grouped by collection; what is wrong stands in the last column, which no narrow terminal takes away.
  var indexesSection: [String] {
    let largest = sample.indexes.compactMap(\.size).max() ?? 0
    var grid = Grid(
      .init(title: "index"), .init(title: "size", isNumber: true),
      .init(title: "", expendability: 2), .init(title: "used", isNumber: true),
      .init(title: "/s", isNumber: true, expendability: 3), .init(title: "since", isNumber: true, expendability: 4),
      .init(title: "note"))
    var collection = ""
    for record in sample.indexes {
      if record.collection != collection {
        collection = record.collection
        grid.add(Styled(collection, .title), "", "", "", "", "", "")
      }
      let notes = notes(on: record)
      grid.add(
        Styled("  " + record.name), Styled(record.size.map(Human.bytes) ?? ""),
        Styled(record.size.map { Human.bar(Double($0) / Double(max(1, largest)), width: 6) } ?? "", .bar),
        Styled(record.operations.map(Human.count) ?? record.usage?.gap?.rawValue ?? ""),
        Styled(record.rate.map(Human.rate) ?? ""),
        Styled(
          record.since.map { Human.duration(sample.time.seconds(since: $0)) } ?? "", .quiet),
        Styled(notes.text, notes.style))
    }
    let lines = grid.lines(on: screen)
    return lines.isEmpty ? [] : [title("Indexes")] + lines
  }

  private func notes(on record: IndexRecord) -> (text: String, style: Styled.Style) {
    if record.state == .missing { return (record.isUnique ? "missing, unique" : "missing", .wrong) }
    let state = record.state == .wanted ? [] : [record.state.rawValue]
    let wrong = [(record.isHidden, "hidden"), (record.isBuilding, "building"), (record.isRedundant, "redundant")]
      .filter(\.0).map(\.1)
    let harmless = [(record.isUnique, "unique"), (record.expireAfter != nil, "expires"), (record.isUnused, "unused")]
      .filter(\.0).map(\.1)
    let isDoubtful = record.state == .changed || !wrong.isEmpty
    return ((state + wrong + harmless).joined(separator: ", "), isDoubtful ? .doubtful : .quiet)
  }
}
