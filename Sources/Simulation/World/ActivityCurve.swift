/// How busy the company is at each half hour of the window, and the inverse: which moment the n-th part of all
/// activity falls on.
struct ActivityCurve: Sendable {
  let start: Milliseconds
  private let cumulated: Table<Double>
  private let guide: Table<Int32>
  private let slots: Int
  private let total: Double
  private static let slot = 30 * minute

  init(start: Milliseconds, days: Int, isEven: Bool, atlas: Atlas) {
    self.start = start
    slots = days * 48
    var cumulated = [0.0]
    for slot in 0..<slots {
      let time = start + Milliseconds(slot) * Self.slot
      var weight = isEven ? 1.0 : 0
      for (city, office) in Gazetteer.offices.enumerated() where !isEven {
        weight +=
          Double(office.people) * WorkingWeek.activity(at: time, offset: atlas.offset(of: city, at: time), shift: 0)
      }
      cumulated.append(cumulated[slot] + weight)
    }
    total = cumulated[slots]
    let steps = 4096
    var guide: [Int32] = []
    var slot = 0
    for step in 0...steps {
      while slot < slots - 1 && cumulated[slot + 1] <= Double(step) / Double(steps) * total { slot += 1 }
      guide.append(Int32(slot))
    }
    self.cumulated = Table(cumulated)
    self.guide = Table(guide)
  }

  /// The moment by which the share `position` (0 ..< 1) of all activity has happened. Never descends as `position`
  /// ascends.
  @inline(__always) func time(at position: Double) -> Milliseconds {
    let target = position * total
    var slot = Int(guide[Int(position * 4096)])
    while slot < slots - 1 && cumulated[slot + 1] <= target { slot += 1 }
    let low = cumulated[slot]
    let share = (target - low) / (cumulated[slot + 1] - low)
    let within = min(Milliseconds(share * Double(Self.slot)), Self.slot - 1)
    return start + Milliseconds(slot) * Self.slot + max(0, within)
  }

  /// The share of all activity before a moment; 0 before the window, 1 after.
  @inline(__always) func position(of time: Milliseconds) -> Double {
    guard time > start else { return 0 }
    let (slot, rest) = (time - start).quotientAndRemainder(dividingBy: Self.slot)
    guard slot < slots else { return 1 }
    let low = cumulated[Int(slot)]
    return (low + (cumulated[Int(slot) + 1] - low) * Double(rest) / Double(Self.slot)) / total
  }
}

/// A working week in local time.
enum WorkingWeek {
  private static let weekday: [Double] = [
    1, 1, 1, 1, 1, 2, 6, 18, 55, 95, 100, 92, 70, 88, 97, 94, 86, 66, 34, 16, 11, 9, 6, 3,
  ]
  private static let weekend: [Double] = [1, 1, 1, 1, 1, 1, 1, 2, 4, 7, 9, 9, 8, 8, 8, 7, 7, 6, 6, 5, 5, 4, 3, 2]
  private static let hours = Table((0..<168).map { $0 < 120 ? weekday[$0 % 24] : weekend[$0 % 24] })

  /// 0 to 100: how likely somebody `offset` minutes east of Greenwich who begins `shift` minutes late is at work.
  @inline(__always) static func activity(at time: Milliseconds, offset: Int, shift: Int) -> Double {
    let hours = Int(truncatingIfNeeded: (time + Milliseconds(offset - shift) * minute) / hour)
    // 1970 began on a Thursday: three days into a week.
    return self.hours[(hours + 72) % 168]
  }
}
