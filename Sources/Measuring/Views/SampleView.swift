/// A sample for a person at a terminal: grouped, aligned, in human units, what is wrong in colour.
package struct SampleView {
  let sample: Sample
  let screen: Screen

  package init(_ sample: Sample, on screen: Screen) {
    self.sample = sample
    self.screen = screen
  }

  /// Every line ends with a newline.
  package var text: String {
    let sections = [
      heading, membersSection, collectionsSection, streamsSection, indexesSection, queriesSection, withheldSection,
    ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  func title(_ text: String) -> String { Styled(text, .title).rendered(on: screen) }

  private var withheldSection: [String] {
    sample.withheld.map { withheld in
      let subject = "\(withheld.kind)\(withheld.collection.map { " of \($0)" } ?? "")"
      return Styled("\(subject): \(withheld.gap.rawValue)", .doubtful).rendered(on: screen)
    }
  }

  private var membersSection: [String] {
    var grid = Grid(
      .init(title: "member"), .init(title: "state"), .init(title: "lag", isNumber: true),
      .init(title: "up", isNumber: true, expendability: 1), .init(title: "oplog", isNumber: true, expendability: 2),
      .init(title: "follows", expendability: 3))
    for record in sample.members {
      let status = record.status.value
      let isWrong = status.map { !$0.holdsData && !$0.isArbiter } ?? false
      let oplog = record.oplog.map { $0.value.map { Human.duration($0.window) } ?? $0.gap?.rawValue ?? "" }
      grid.add(
        Styled(record.member), Styled(status?.state ?? record.status.gap?.rawValue ?? "", isWrong ? .wrong : .plain),
        Styled(status?.lag.map(Human.duration) ?? "", (status?.lag ?? 0) > 10 ? .doubtful : .plain),
        Styled(status?.uptime.map { Human.duration(Double($0)) } ?? ""), Styled(oplog ?? ""),
        Styled(status?.syncSource ?? "", .quiet))
    }
    let lines = grid.lines(on: screen)
    return lines.isEmpty ? [] : [title("Replica set \(sample.members.first?.set ?? "")")] + lines
  }
}
