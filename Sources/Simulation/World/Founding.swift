/// The company's own time: directories grow between these two moments, whatever window the events lie in, because
/// `created_at` must not move with the end of the world.
enum Founding {
  static let first = Calendar.time(year: 2018, month: 3, day: 1)
  /// No window may begin before it: everything that events refer to exists by then.
  static let last = Calendar.time(year: 2025, month: 1, day: 1)
  /// Growth: more and more people join each year.
  static func moment(_ draw: UInt64) -> Milliseconds {
    first + Milliseconds(draw.unit.squareRoot() * Double(last - first - day))
  }
}
