internal import Glibc

/// A terminal that output goes to: its columns and lines, and whether it takes colour.
package struct Terminal: Sendable, Equatable {
  package let width: Int
  package let height: Int
  package let hasColor: Bool

  package init(width: Int, height: Int = 24, hasColor: Bool) {
    self.width = width
    self.height = height
    self.hasColor = hasColor
  }

  /// nil where `descriptor` is no terminal.
  init?(descriptor: Int32, environment: [String: String]) {
    guard isatty(descriptor) == 1 else { return nil }
    var size = winsize()
    let known = unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    width = known ? Int(size.ws_col) : environment["COLUMNS"].flatMap { Int($0) } ?? 80
    height = known && size.ws_row > 0 ? Int(size.ws_row) : environment["LINES"].flatMap { Int($0) } ?? 24
    hasColor = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }
}
