internal import Glibc

/// A terminal that output goes to: how wide it is, and whether it takes colour.
package struct Terminal: Sendable, Equatable {
  package let width: Int
  package let hasColor: Bool

  package init(width: Int, hasColor: Bool) {
    self.width = width
    self.hasColor = hasColor
  }

  /// nil where `descriptor` is no terminal.
  init?(descriptor: Int32, environment: [String: String]) {
    guard isatty(descriptor) == 1 else { return nil }
    var size = winsize()
    let known = unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    width = known ? Int(size.ws_col) : environment["COLUMNS"].flatMap { Int($0) } ?? 80
    hasColor = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }
}
