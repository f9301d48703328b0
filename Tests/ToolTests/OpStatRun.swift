import BSON
import Glibc
import RecordIO
import TestServer
import Testing
import ToolSupport

@testable import opstat

/// One run of opstat inside the test: its status and what it wrote.
struct OpStatRun {
  let status: Int32
  let output: String
  let errors: String

  init(_ arguments: [String], terminal: Terminal? = nil, environment: [String: String] = [:]) {
    let output = Capture()
    let errors = Capture()
    var streams = Streams(
      output: Output(descriptor: output.descriptor), errors: errors.descriptor, terminal: terminal,
      environment: environment)
    status = OpStat.main(arguments, &streams).code
    self.output = output.text
    self.errors = errors.text
  }

  var records: [BSONDocument] {
    output.split(separator: "\n").compactMap { try? BSONDocument(json: String($0)) }
  }

  func records(of kind: String) -> [BSONDocument] { records.filter { $0["kind"]?.stringValue == kind } }

  func record(_ kind: String, _ matches: [(String, String)]) -> BSONDocument? {
    records(of: kind).first { record in matches.allSatisfy { record.value(at: $0.0)?.stringValue == $0.1 } }
  }
}

/// A nameless file that takes what a tool writes.
private final class Capture {
  let descriptor: Int32

  init() {
    var template = Array("/tmp/onepw-capture.XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    unlink(template)
  }

  deinit { close(descriptor) }

  var text: String {
    var bytes = [UInt8](repeating: 0, count: Int(lseek(descriptor, 0, SEEK_END)))
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}

/// Looks again and again until it is so; half a minute at most.
func waitUntil(_ isSo: () throws -> Bool) throws {
  for _ in 0..<150 {
    if try isSo() { return }
    usleep(200_000)
  }
  Issue.record("it did not come to be so within half a minute")
}
