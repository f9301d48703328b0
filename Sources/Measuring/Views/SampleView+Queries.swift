extension SampleView {
  var queriesSection: [String] {
    var grid = Grid(
      .init(title: "query"), .init(title: "ms", isNumber: true), .init(title: "keys", isNumber: true),
      .init(title: "documents", isNumber: true), .init(title: "answers", isNumber: true, expendability: 1),
      .init(title: "index", expendability: 2), .init(title: "plan", expendability: 3))
    for record in sample.queries {
      guard let plan = record.plan.value else {
        grid.add(Styled(record.name), Styled(record.plan.gap?.rawValue ?? "", .doubtful), "", "", "", "", "")
        continue
      }
      grid.add(
        Styled(record.name), Styled(Human.count(plan.milliseconds), plan.milliseconds > 1000 ? .doubtful : .plain),
        Styled(Human.count(plan.keysExamined)), Styled(Human.count(plan.documentsExamined)),
        Styled(Human.count(plan.returned)),
        plan.scansCollection ? Styled("none: scans", .wrong) : Styled(plan.index ?? ""), Styled(plan.stages, .quiet))
    }
    let lines = grid.lines(on: screen)
    return lines.isEmpty ? [] : [title("Queries")] + lines
  }
}
