/// How the events' lines differ from a perfect feed's, as real feeds do. Rates are in millionths.
package struct Feed: Sendable, Equatable {
  /// Dates as Extended JSON v2 writes them.
  package var isExtended = false
  /// Share of events that come again under the same uuid.
  package var duplicates = 0
  /// Share of usages that arrive later than they happened: clients send them when they next sync.
  package var late = 0
  /// Some events have no location, some no coordinates, some no details.
  package var isSparse = false
  /// With what versions 1.3 and 1.4 of the API added.
  package var isSecondVersion = false
  /// Events on an API page line; 0 for a line each.
  package var page = 0

  package init() {}

  /// Whether events are written as the world makes them.
  var isPlain: Bool { duplicates == 0 && late == 0 && !isSparse && !isSecondVersion }
}

extension Feed {
  /// Lines that come of a stream's first `events`: each of them, and at equal distances an earlier one again.
  func lines(of events: Int) -> Int { events + events * duplicates / 1_000_000 }

  /// What stands at a line: an event, or after it one that came before.
  func event(at line: Int) -> (number: Int, isAgain: Bool) {
    var number = line * 1_000_000 / (1_000_000 + duplicates)
    // Rounding leaves it one off at most.
    if lines(of: number) > line { number -= 1 } else if lines(of: number + 1) <= line { number += 1 }
    return (number, lines(of: number) < line)
  }
}

extension World {
  /// How many lines the feed makes of a collection.
  func lines(_ collection: WorldCollection, _ feed: Feed) -> Int {
    WorldCollection.events.contains(collection) ? feed.lines(of: count(collection)) : count(collection)
  }
}
