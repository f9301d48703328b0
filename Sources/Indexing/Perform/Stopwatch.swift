struct Stopwatch {
  private let start = ContinuousClock.now
  var milliseconds: Int { Int((ContinuousClock.now - start) / .milliseconds(1)) }
}
