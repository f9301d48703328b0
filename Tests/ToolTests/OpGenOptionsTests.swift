import Glibc
import RecordIO
import Testing
import ToolSupport

@testable import opgen

@Suite("opgen's command line")
struct OpGenOptionsTests {
  @Test(
    "refuses what it could only do in part",
    arguments: [
      "--scenario all --follow", "--scenario brute-force --pages 100", "--follow --pages 100", "--follow --slice 1/2",
      "--pages 100 --merge", "--count 3",
    ])
  func refuses(line: String) {
    let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
    defer { close(nowhere) }
    var streams = Streams(output: Output(descriptor: nowhere), errors: nowhere, terminal: nil, environment: [:])
    #expect(OpGen.main(line.split(separator: " ").map(String.init), &streams).code == 64)
  }
}
