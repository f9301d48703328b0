internal import BSON

extension BSONDate {
  /// By doubles, which do not overflow: a stored date may be any, 300 million years away.
  func seconds(since earlier: BSONDate) -> Double { (Double(milliseconds) - Double(earlier.milliseconds)) / 1000 }
}
