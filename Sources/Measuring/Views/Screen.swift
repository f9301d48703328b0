internal import RecordIO

/// Text for a person: how wide it may be, and whether colour means anything there.
package struct Screen: Sendable, Equatable {
  package let width: Int
  package let hasColor: Bool

  package init(width: Int, hasColor: Bool) {
    // Narrower than this nothing can be aligned; the terminal wraps it.
    self.width = max(40, width)
    self.hasColor = hasColor
  }
}

/// A piece of text with one look.
struct Styled: Sendable, Equatable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  enum Style: String, Sendable {
    case plain = ""
    case title = "1"
    case quiet = "2"
    case wrong = "31"
    case doubtful = "33"
    case bar = "34"
  }

  let text: String
  let style: Style

  /// Names come from the database: an escape sequence in one must not reach the terminal.
  init(_ text: String, _ style: Style = .plain) {
    self.text = DisplayWidth.harmless(text)
    self.style = style
  }

  init(stringLiteral text: String) { self.init(text) }

  var width: Int { DisplayWidth.of(text) }

  func cut(to width: Int) -> Styled { Styled(DisplayWidth.cut(text, to: width), style) }

  func rendered(on screen: Screen) -> String {
    screen.hasColor && style != .plain && !text.isEmpty ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
