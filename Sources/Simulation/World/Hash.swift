/// SplitMix64: number `n` of the sequence that `key` starts, without the numbers before it. For one key it is a
/// bijection, so no two `n` give the same value.
@inline(__always) func draw(_ key: UInt64, _ n: Int) -> UInt64 {
  mixed(key &+ UInt64(truncatingIfNeeded: n) &* 0x9E37_79B9_7F4A_7C15)
}

/// SplitMix64's finaliser (Stafford's variant 13).
@inline(__always) func mixed(_ value: UInt64) -> UInt64 {
  var z = value
  z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z &>> 31)
}

/// The inverse of `mixed`.
func unmixed(_ value: UInt64) -> UInt64 {
  var z = value ^ value &>> 31 ^ value &>> 62
  z = z &* 0x3196_42B2_D24D_8EC3
  z = z ^ z &>> 27 ^ z &>> 54
  z = z &* 0x96DE_1B17_3F11_9089
  return z ^ z &>> 30 ^ z &>> 60
}

/// The inverse of `draw`: the number that gave `value`, if `value` is a draw at all.
func number(drawn value: UInt64, _ key: UInt64) -> UInt64 { (unmixed(value) &- key) &* 0xF1DE_83E1_9937_733D }

extension UInt64 {
  /// A number below `bound` from all 64 bits (multiply-shift: no division, no bias that matters here).
  @inline(__always) func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: UInt64(truncatingIfNeeded: bound).multipliedFullWidth(by: self).high)
  }

  /// In [0, 1), with 53 bits.
  @inline(__always) var unit: Double { Double(self &>> 11) * 0x1p-53 }

  /// Independent bits from the same draw: the draw's own bits are spent by the first use.
  @inline(__always) func again(_ salt: UInt64) -> UInt64 { mixed(self ^ (salt &* 0xD6E8_FEB8_6659_FD93)) }
}
