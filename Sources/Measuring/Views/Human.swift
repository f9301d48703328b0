internal import BSON

/// Numbers as people read them.
package enum Human {
  /// `0 B`, `812 KiB`, `1.4 GiB`: three digits at most.
  package static func bytes(_ bytes: Int) -> String {
    var size = Double(bytes)
    var units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"][...]
    while abs(size) >= 1000, units.count > 1 {
      size /= 1024
      units.removeFirst()
    }
    let text = units.first == "B" || abs(size) >= 9.95 ? "\(Int(size.rounded()))" : "\(size.rounded(toPlaces: 1))"
    return "\(text) \(units.first ?? "")"
  }

  /// `50,000`.
  package static func count(_ count: Int) -> String {
    let digits = String(count.magnitude)
    var text = count < 0 ? "-" : ""
    for (place, digit) in digits.enumerated() {
      if place > 0 && (digits.count - place) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// The two largest units that say something: `41 s`, `2 h 10 m`, `3 d 4 h`.
  package static func duration(_ seconds: Double) -> String {
    guard seconds.magnitude < 1e15 else { return "?" }
    if seconds < 0 { return "-" + duration(-seconds) }
    if seconds < 10 { return "\(seconds.rounded(toPlaces: 1).brief) s" }
    let whole = Int(seconds.rounded())
    var rest = whole
    var parts: [String] = []
    for (unit, length) in [("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)] where rest >= length || !parts.isEmpty {
      if rest >= length { parts.append("\(rest / length) \(unit)") }
      rest %= length
      if parts.count == 2 || (parts.count == 1 && unit == "s") { break }
    }
    return parts.prefix(2).joined(separator: " ")
  }

  /// `0 %`, `3.5 %`, `81 %`.
  package static func percent(_ share: Double) -> String {
    let percent = share * 100
    return "\((percent >= 10 ? percent.rounded() : percent.rounded(toPlaces: 1)).brief) %"
  }

  /// `0`, `3.2`, `1,204`: a rate, without its unit.
  package static func rate(_ rate: Double) -> String {
    rate.magnitude >= 10 ? count(Int(rate.rounded())) : rate.rounded(toPlaces: 1).brief
  }

  /// Blocks of an eighth of a character: `███▌`, as long as `share` of `width`; something that is there is never nothing.
  package static func bar(_ share: Double, width: Int) -> String {
    let eighths = max(share > 0 ? 1 : 0, Int((min(1, share) * Double(width * 8)).rounded()))
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }
}
