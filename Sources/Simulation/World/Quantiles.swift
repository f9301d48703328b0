/// Distributions as tables, made by multiplication and square roots alone: libm's `exp` and `pow` differ between
/// machines, these do not.
struct Quantiles: Sendable {
  /// Zipf–Mandelbrot ranks (exponent 1, offset 1/48 of the population): quantile → rank as a share of the population,
  /// 0 the most active.
  private let ranks: Table<Double>
  /// Log-normal factors around 1 with sigma 0.9.
  private let factors: Table<Double>
  private static let steps = 1024

  init() {
    var root = 49.0
    for _ in 0..<10 { root = root.squareRoot() }
    var value = 1.0
    var ranks: [Double] = []
    for _ in 0...Self.steps {
      ranks.append(min((value - 1) / 48, 1))
      value *= root
    }
    self.ranks = Table(ranks)

    // Four uniform draws make a bell of standard deviation 1/√3; the table covers its whole width, 2√3 to each side.
    let width = 2 * 3.0.squareRoot() * 0.9
    let step = width * 2 / Double(Self.steps)
    let growth = 1 + step * (1 + step / 2 * (1 + step / 3 * (1 + step / 4)))
    var smallest = 1.0
    for _ in 0..<Self.steps / 2 { smallest /= growth }
    var factors: [Double] = []
    for _ in 0..<Self.steps {
      factors.append(smallest)
      smallest *= growth
    }
    self.factors = Table(factors)
  }

  /// A number below `count`, small ones far more often: the most active of 480 people has 2.6 % of all activity,
  /// whatever the scale 94 sessions a month.
  @inline(__always) func zipf(_ draw: UInt64, below count: Int) -> Int {
    let position = draw.unit * Double(Self.steps)
    let step = Int(position)
    let low = ranks[step]
    let share = low + (ranks[step + 1] - low) * (position - Double(step))
    return min(Int(share * Double(count)), count - 1)
  }

  /// A factor with median 1, log-normal.
  @inline(__always) func logNormal(_ draw: UInt64) -> Double {
    let sum = (draw & 0xFFFF) &+ (draw &>> 16 & 0xFFFF) &+ (draw &>> 32 & 0xFFFF) &+ (draw &>> 48)
    return factors[Int(sum &>> 8)]
  }
}
