import Foundation
import Testing

/// A committed file, or a part of one, that is made from the tools and the model.
struct GeneratedFile: Sendable, CustomTestStringConvertible {
  /// Under the checkout.
  let path: String
  /// The region between `generated: NAME` and `end of generated`; the whole file when nil.
  var region: String?
  let make: @Sendable () async throws -> String

  var testDescription: String { region.map { "\(path), \($0)" } ?? path }

  /// What the checkout has now; empty when there is no such file.
  func committed() throws -> String {
    let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    guard let range = try range(in: text) else { return text }
    return String(text[range])
  }

  func write(_ new: String) throws {
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    var text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    if let range = try range(in: text) { text.replaceSubrange(range, with: new) } else { text = new }
    try text.write(to: url, atomically: true, encoding: .utf8)
  }

  private var url: URL { checkout.appending(path: path) }

  private func range(in text: String) throws -> Range<String.Index>? {
    guard let region else { return nil }
    guard
      let start = text.range(of: "generated: \(region)"),
      let begin = text[start.upperBound...].firstIndex(of: "\n"),
      let end = text[begin...].range(of: "end of generated"),
      let lastLine = text[..<end.lowerBound].lastIndex(of: "\n")
    else { throw MissingRegion(path: path, region: region) }
    return text.index(after: begin)..<text.index(after: lastLine)
  }
}

struct MissingRegion: Error {
  let path: String
  let region: String
}
