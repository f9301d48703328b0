/// Internet addresses, all from blocks that never reach anybody: shared address space (RFC 6598) for homes and
/// offices, benchmarking networks (RFC 2544) on journeys and for strangers, documentation networks (RFC 5737, RFC
/// 3849) for services, phones and scenarios.
extension World {
  /// The address of a person's device at a place. It belongs to the two: at home one for each person, elsewhere one
  /// for each stay.
  func putAddress(device: Int, city: Int, _ writer: inout LineWriter) {
    let user = deviceOwner(device)
    if deviceUse(device) == .phone {
      let draw = draw(keys.addresses &+ UInt64(city), user)
      writer.put("2001:db8:")
      putHex(draw & 0xFFFF | 0x1000, &writer)
      writer.put(":")
      putHex(draw >> 16 & 0xFFFF | 0x1000, &writer)
      writer.put("::")
      putHex(draw >> 32 & 0xFFFF | 0x1000, &writer)
    } else if city == home(user) {
      // An odd factor permutes the 4,194,304 addresses of 100.64.0.0/10: no two of so many people share one.
      let host = (user &* 2_654_435 &+ Int(keys.addresses & 0x3F_FFFF)) & 0x3F_FFFF
      putIPv4(100, 64 | host >> 16, host >> 8 & 255, host & 255, &writer)
    } else {
      let host = draw(keys.addresses &+ UInt64(city) &+ 1000, user).below(1 << 16)
      putIPv4(198, 18, host >> 8, host & 255, &writer)
    }
  }

  /// The address that a service account calls from: its own host.
  func putAddress(service user: Int, _ writer: inout LineWriter) {
    putIPv4(192, 0, 2, 1 + (user - organisation.people) % 254, &writer)
  }

  /// An address that nobody of the company has.
  func putAddress(stranger draw: UInt64, _ writer: inout LineWriter) {
    let host = draw.below(1 << 16)
    putIPv4(198, 19, host >> 8, host & 255, &writer)
  }

  func putIPv4(_ a: Int, _ b: Int, _ c: Int, _ d: Int, _ writer: inout LineWriter) {
    writer.put(a)
    writer.put(".")
    writer.put(b)
    writer.put(".")
    writer.put(c)
    writer.put(".")
    writer.put(d)
  }

  private func putHex(_ number: UInt64, _ writer: inout LineWriter) {
    for shift in [12, 8, 4, 0] {
      let digit = UInt8(truncatingIfNeeded: number >> UInt64(shift) & 15)
      writer.put(byte: digit < 10 ? 48 + digit : 87 + digit)
    }
  }
}
