internal import CPosix

/// How text looks on a screen.
package enum DisplayWidth {
  /// Columns that the text takes: wide characters two, combining marks none.
  package static func of(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.unicodeScalars.reduce(0) { $0 + of($1) }
  }

  /// As much of the text as `width` columns hold, its end marked with `…` when something is missing.
  package static func cut(_ text: String, to width: Int) -> String {
    guard of(text) > width else { return text }
    var kept = String.UnicodeScalarView()
    var used = 0
    for scalar in text.unicodeScalars {
      used += of(scalar)
      if used > width - 1 { break }
      kept.append(scalar)
    }
    return width > 0 ? String(kept) + "…" : ""
  }

  /// Events hold what strangers sent: an escape sequence in an application's name must not reach the terminal. Control
  /// characters show as their pictures; those that reorder text, as the replacement character.
  package static func harmless(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHarmful) else { return text }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if !isHarmful(scalar) {
        shown.append(scalar)
      } else if scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) {
        shown.append(picture)
      } else {
        shown.append("\u{FFFD}")
      }
    }
    return String(shown)
  }

  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    scalar.value < 0x80 ? 1 : max(0, Int(onepw_character_width(scalar.value)))
  }
}
