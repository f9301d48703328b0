/// The events that scenarios add to one collection, in order of time.
struct Staged: Sendable {
  let events: [Stories.Event]

  static func sorted(_ events: [Stories.Event]) -> [WorldCollection: Staged] {
    // Stable, so that events of one millisecond stay as told.
    Dictionary(grouping: events.enumerated(), by: \.element.collection).mapValues { events in
      Staged(events: events.sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element))
    }
  }

  /// The events from one moment until another, the second not included.
  func events(from: Milliseconds, to: Milliseconds) -> ArraySlice<Stories.Event> {
    events[index(of: from)..<index(of: to)]
  }

  private func index(of time: Milliseconds) -> Int {
    var (low, high) = (0, events.count)
    while low < high {
      let middle = (low + high) / 2
      if events[middle].time < time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
