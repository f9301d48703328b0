/// How busy the company is at each half hour of the window, and the inverse: which moment a share of all activity falls
/// on.
struct ActivityCurve: Sendable {
  private let start: Milliseconds
  private let slots: Table<Slot>
  private let guide: Table<Int32>
  private static let length = 30 * minute

  /// A half hour: where its activity begins, and 2⁶⁴ times its milliseconds by its share.
  private struct Slot: BitwiseCopyable {
    let begin: Position
    let pace: UInt64
  }

  init(start: Milliseconds, days: Int, isEven: Bool, atlas: Atlas) {
    self.start = start
    let count = days * 48
    var cumulated = [0.0]
    for slot in 0..<count {
      let time = start + Milliseconds(slot) * Self.length
      var weight = isEven ? 1.0 : 0
      for (city, office) in Gazetteer.offices.enumerated() where !isEven {
        weight +=
          Double(office.people) * WorkingWeek.activity(at: time, offset: atlas.offset(of: city, at: time), shift: 0)
      }
      cumulated.append(cumulated[slot] + weight)
    }
    let begins = (0...count).map { $0 < count ? Position(cumulated[$0] / cumulated[count] * 0x1p64) : .max }
    slots = Table(
      (0...count).map { slot in
        let share = slot < count ? begins[slot + 1] - begins[slot] : .max
        return Slot(begin: begins[slot], pace: share.dividingFullWidth((UInt64(Self.length), 0)).quotient)
      })
    var slot = 0
    guide = Table(
      (0..<4096).map { step in
        while begins[slot + 1] <= Position(step) << 52 { slot += 1 }
        return Int32(slot)
      })
  }

  /// The half hour that a position lies in.
  @inline(__always) func slot(at position: Position) -> Int {
    var slot = Int(guide[Int(position &>> 52)])
    while slots[slot + 1].begin <= position { slot += 1 }
    return slot
  }

  /// The moment by which the share `position` of all activity has happened. Never descends as `position` ascends.
  @inline(__always) func time(at position: Position) -> Milliseconds {
    let number = slot(at: position)
    let slot = slots[number]
    let within = (position &- slot.begin).multipliedFullWidth(by: slot.pace).high
    return start + Milliseconds(number) * Self.length + Milliseconds(truncatingIfNeeded: within)
  }

  /// A position some hours before another, to the half hour.
  func position(hours: Int, before position: Position) -> Position {
    slots[max(0, slot(at: position) - 2 * hours)].begin
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
