/// The gazetteer made ready for a window of time: each city's JSON, its clock, and how far it is from others.
struct Atlas: Sendable {
  let locations: TextTable
  private let clocks: Table<Clock>
  private let changes: Table<Change>
  private let points: Table<SIMD4<Double>>
  let dataCentres: [Int]

  private struct Clock: BitwiseCopyable {
    let first: Int32
    let last: Int32
  }

  private struct Change: BitwiseCopyable {
    let time: Milliseconds
    let offset: Int
  }

  init(from start: Milliseconds, to end: Milliseconds) {
    let cities = Gazetteer.cities
    locations = TextTable(cities.map(\.json))
    var clocks: [Clock] = []
    var changes: [Change] = []
    for city in cities {
      let first = Int32(changes.count)
      for time in [.min] + city.zone.changes(from: start, to: end) {
        changes.append(Change(time: time, offset: city.zone.offset(at: max(time, start))))
      }
      clocks.append(Clock(first: first, last: Int32(changes.count - 1)))
    }
    self.clocks = Table(clocks)
    self.changes = Table(changes)
    points = Table(cities.map(Sphere.point))
    dataCentres = ["Ashburn", "Frankfurt am Main", "Dublin", "Singapore"].compactMap { name in
      cities.firstIndex { $0.name.description == name }
    }
  }

  /// Minutes east of Greenwich.
  @inline(__always) func offset(of city: Int, at time: Milliseconds) -> Int {
    let clock = clocks[city]
    var index = clock.last
    while index > clock.first && changes[Int(index)].time > time { index -= 1 }
    return changes[Int(index)].offset
  }

  /// How long a journey takes from door to door; never faster than 850 km/h over the great circle.
  func journey(from: Int, to: Int) -> Milliseconds {
    2 * hour + Milliseconds(Sphere.atMostKilometres(points[from], points[to]) / 850 * Double(hour))
  }
}

extension City {
  /// The document's `location`, with its key and the comma after it.
  var json: String { "\"location\":\(object)," }

  var object: String {
    """
    {"country":"\(country)","region":"\(region)","city":"\(name)","latitude":\(degrees(latitude)),"longitude":\(degrees(longitude))}
    """
  }
}

/// 1e-4 degrees as degrees, with as few fraction digits as it needs and at least one.
func degrees(_ value: Int) -> String {
  let (whole, fraction) = Int(value.magnitude).quotientAndRemainder(dividingBy: 10_000)
  var digits = String(10_000 + fraction).dropFirst()
  while digits.count > 1 && digits.last == "0" { digits.removeLast() }
  return "\(value < 0 ? "-" : "")\(whole).\(digits)"
}

/// Great circles by arithmetic alone, so that every machine agrees on who is where.
enum Sphere {
  static let radius = 6371.0

  /// The point of the unit sphere (x, y, z, unused).
  static func point(_ city: City) -> SIMD4<Double> {
    let scale = Double.pi / 180 / 10_000
    let (latitude, longitude) = (Double(city.latitude) * scale, Double(city.longitude) * scale)
    return [cosine(latitude) * cosine(longitude), cosine(latitude) * sine(longitude), sine(latitude), 0]
  }

  /// An upper bound of the distance: an arc is at most π/2 times its chord.
  static func atMostKilometres(_ a: SIMD4<Double>, _ b: SIMD4<Double>) -> Double {
    let chord = a - b
    return (chord * chord).sum().squareRoot() * radius * Double.pi / 2
  }

  /// The distance itself, for the few who need it: the angle whose half has half the chord as its sine, by Newton's
  /// method.
  static func kilometres(_ a: SIMD4<Double>, _ b: SIMD4<Double>) -> Double {
    let chord = a - b
    let half = min((chord * chord).sum().squareRoot() / 2, 1)
    var angle = half
    for _ in 0..<40 where cosine(angle) > 1e-9 { angle -= (sine(angle) - half) / cosine(angle) }
    return 2 * angle * radius
  }

  /// The sine by its series; `angle` within ±π.
  static func sine(_ angle: Double) -> Double {
    var (term, sum) = (angle, angle)
    for n in stride(from: 2.0, through: 30, by: 2) {
      term *= -angle * angle / (n * (n + 1))
      sum += term
    }
    return sum
  }

  static func cosine(_ angle: Double) -> Double {
    let half = sine(angle / 2)
    return 1 - 2 * half * half
  }
}
