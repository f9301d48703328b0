import BSON
import Glibc
import Testing

/// No line takes more than a fixed multiple of what a plain one of its length takes.
///
/// In processor time of this thread, which other work on the machine hardly changes. What costs the square of the length
/// would take some ten thousand times as long at this one.
@Suite("The time a line takes")
struct HostileTimeTests {
  static let length = 1 << 19

  static let lines: [(name: String, line: String)] = [
    ("keys", filled { "\"\($0)\":1," }),
    ("equal keys", filled { _ in #""a":1,"# }),
    ("long keys of one beginning", filled { #""kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk\#($0)":1,"# }),
    ("escapes", #"{"x":""# + String(repeating: #"\u0041"#, count: length / 6) + "\"}"),
    ("backslashes", #"{"x":""# + String(repeating: #"\\"#, count: length / 2) + "\"}"),
    ("characters of four bytes", #"{"x":""# + String(repeating: "😀", count: length / 4) + "\"}"),
    ("digits", #"{"x":0."# + String(repeating: "7", count: length) + "}"),
    ("zeros before digits", #"{"x":0."# + String(repeating: "0", count: length) + "1}"),
    ("numbers near half way", filled { "\"\($0)\":9007199254740993.0000000000000000000000000000000000000001," }),
    ("empty arrays", #"{"x":["# + String(repeating: "[],", count: length / 3) + "1]}"),
    ("deep arrays", #"{"x":["# + String(repeating: nested(90, "[", "]") + ",", count: length / 181) + "1]}"),
    ("wrappers", filled { "\"\($0)\":{\"$numberLong\":\"1\"}," }),
    ("wrappers that are none", filled { "\"\($0)\":{\"$a\":{\"$a\":{\"$a\":{\"$a\":{\"$a\":1}}}}}," }),
    ("deep wrappers", filled { "\"\($0)\":" + nested(90, #"{"$a":"#, "}") + "," }),
    ("binary", #"{"x":{"$binary":{"subType":"00","base64":""# + String(repeating: "AAAA", count: length / 4) + "\"}}}"),
    ("a page of empty items", #"{"cursor":"c","items":["# + String(repeating: "{},", count: length / 3) + "{}]}"),
    ("a page of faults", #"{"cursor":"c","items":["# + String(repeating: "1e999,", count: length / 6) + "{}]}"),
    (
      "a page of one bad item",
      #"{"cursor":"c","items":[{"x":["# + String(repeating: "1e999,", count: length / 6) + "1]}]}"
    ),
    ("spaces", "{" + String(repeating: " ", count: length) + "}"),
    ("an array that does not end", String(repeating: "[", count: length)),
  ]

  private static func filled(_ part: (Int) -> String) -> String {
    var line = "{"
    var number = 0
    while line.utf8.count < length {
      line += part(number)
      number += 1
    }
    return line + #""last":1}"#
  }

  private static func nested(_ depth: Int, _ open: String, _ close: String) -> String {
    String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
  }

  /// Seconds of this thread, the least of three.
  private static func seconds(_ line: String) -> Double {
    let line = Array(line.utf8)
    return (0..<3).map { _ in
      let start = threadTime()
      LineConverterTests.withLine(line) { converter, line, output in
        guard case .page(var page) = converter.convert(line, into: output) else { return }
        while converter.convertItem(of: &page, line, into: output) != nil {}
      }
      return threadTime() - start
    }.min()!
  }

  private static func threadTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  @Test("grows with its length alone", arguments: lines.indices)
  func isBounded(index: Int) {
    let plain = Self.seconds(Self.filled { "\"key\($0)\":\"some text of a usual length\"," })
    let (name, line) = Self.lines[index]
    #expect(Self.seconds(line) < 100 * plain, "\(name)")
  }
}
