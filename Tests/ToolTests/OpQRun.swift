import BSON
import Glibc
import RecordIO
import TestServer
import ToolSupport

@testable import opq

/// One run of opq inside the test: its status and what it wrote.
struct OpQRun {
  let status: Int32
  let output: String
  let errors: String

  init(_ arguments: [String], terminal: Terminal? = nil, environment: [String: String] = [:]) {
    let output = OpQCapture()
    let errors = OpQCapture()
    var streams = Streams(
      output: Output(descriptor: output.descriptor), errors: errors.descriptor, terminal: terminal,
      environment: environment)
    status = OpQ.main(arguments, &streams).code
    self.output = output.text
    self.errors = errors.text
  }

  var lines: [String] { output.split(separator: "\n").map(String.init) }
  var records: [BSONDocument] { lines.compactMap { try? BSONDocument(json: $0) } }

  func texts(_ path: String) -> [String] { records.compactMap { $0.value(at: path)?.stringValue } }
}

/// A nameless file that takes what a tool writes.
private final class OpQCapture {
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
