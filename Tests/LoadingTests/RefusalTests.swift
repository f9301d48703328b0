import BSON
import Glibc
import TestServer
import Testing

@testable import Loading

@Suite("A refused line")
struct RefusalTests {
  static let cases: [(line: String, reason: RefusalReason)] = [
    ("{\"uuid\":", .notJSON), ("{} x", .notJSON), ("hello", .notJSON), ("7", .notObject), ("\"text\"", .notObject),
    ("{\"uuid\":\"\u{1}\",\"actor_uuid\":\"A\"}", .notJSON), (#"{"a\u0000b":1}"#, .badKey),
    (String(repeating: #"{"a":"#, count: 101) + "1" + String(repeating: "}", count: 101), .tooDeep),
    (#"{"uuid":"E","actor_uuid":"A","aux_id":1e309}"#, .numberOutOfRange), (#"{"hello":"world"}"#, .noCollection),
    (#"{"uuid":"E","actor_uuid":"A","timestamp":"2026-02-30T00:00:00Z"}"#, .badDate),
    (#"{"uuid":"E","actor_uuid":"A","timestamp":17}"#, .badDate), (#"{"actor_uuid":"A"}"#, .missingUUID),
    (#"{"uuid":"E","actor_uuid":"A","x":{"$oid":"zz"}}"#, .badExtendedJSON),
  ]

  @Test("is told with its reason, and the lines around it are taken", arguments: cases)
  func hasItsReason(line: String, reason: RefusalReason) throws {
    let run = try LoadRun([Sample.audit("E"), line, Sample.audit("F")], into: "none", at: nil)
    #expect(run.tally.reasons == [reason.rawValue: 1])
    #expect(run.tally.inserted == 2)
    #expect(run.said.count == 1 && run.said[0].hasPrefix("line 2 refused, \(reason.rawValue): "))
  }

  @Test("is kept in a file that only its owner reads, as text or, when it is no text, as base64")
  func isWrittenDown() throws {
    let file = try temporaryFolder() + "/rejects"
    let lines: [[UInt8]] = [Array(#"{"hello":"wörld"}"#.utf8), [0x7B, 0x22, 0xFF, 0x22], Array(#"[{"a":1}]"#.utf8)]
    let run = try LoadRun(Array(lines.joined(separator: [0x0A])), at: nil, rejects: file)
    #expect(run.tally.refused == 3 && run.said.isEmpty)
    var status = stat()
    #expect(stat(file, &status) == 0 && status.st_mode & 0o777 == 0o600)
    let written = try #require(fileLines(file)).map { try BSONDocument(json: $0) }
    #expect(written.map { $0["reason"] } == ["no-collection", "not-utf8", "no-collection"])
    #expect(written.map { $0["line"]?.intValue } == [1, 2, 3])
    #expect(written[0]["text"] == #"{"hello":"wörld"}"# && written[1]["base64"] == "eyL/Ig==")
    #expect(written[2]["item"]?.intValue == 0 && written[2]["text"] == #"{"a":1}"#)
  }

  @Test("is the beginning of a line that is too long, with its whole length")
  func tellsOversizeLines() throws {
    let file = try temporaryFolder() + "/rejects"
    let long = Array(#"{"uuid":""#.utf8) + [UInt8](repeating: 0x61, count: 17 << 20)
    let run = try LoadRun(long + Array("\n\(Sample.audit("E"))\n".utf8), at: nil, rejects: file)
    #expect(run.tally.reasons == ["too-long": 1] && run.tally.inserted == 1)
    let written = try #require(try fileLines(file)?.first.map { try BSONDocument(json: $0) })
    #expect(written["bytes"]?.intValue == long.count && written["text"]?.stringValue?.utf8.count == 64 << 10)
  }

  @Test("that the end of the input cut off says so")
  func tellsCutOffLines() throws {
    let run = try LoadRun(Array((Sample.audit("E") + "\n" + Sample.audit("F").dropLast(10)).utf8), at: nil)
    #expect(run.tally.inserted == 1 && run.tally.refused == 1)
    #expect(run.said[0].contains("the input ended within this line"))
  }

  @Test("is told ten times to a person, and then counted")
  func isToldTenTimes() throws {
    let run = try LoadRun([String](repeating: "x", count: 25), into: "none", at: nil)
    #expect(run.said.count == 11 && run.said.last?.hasPrefix("15 more refused") == true)
  }

  @Test("ends the load when it is one too many, with the line to resume from")
  func endsTheLoad() throws {
    let lines = (0..<50_000).map { $0 % 10 == 0 ? "x" : Sample.audit("E\($0)") }
    let run = try LoadRun(lines, into: "none", at: nil) {
      $0.maxRejects = 20
      $0.workers = 1
    }
    #expect(run.report.end == .stopped && run.tally.refused > 20)
    #expect(run.tally.documents < 50_000 && run.report.resumeLine == run.tally.documents + 1)
  }

  /// Two lines of three are refused; one in a hundred is a page of twenty of them.
  private static let mostlyBad = (1...30_000).map { number in
    if number % 100 == 0 { return "[" + [String](repeating: "{}", count: 20).joined(separator: ",") + "]" }
    return number % 3 == 0 ? Sample.audit("E\(number)") : "x"
  }

  @Test(
    "is in the file of this load or of the one that goes on, whenever it was one too many", arguments: [0, 10, 5_000])
  func isKeptAcrossLoads(limit: Int) throws {
    let folder = try temporaryFolder()
    let first = try LoadRun(Self.mostlyBad, into: "none", at: nil, rejects: folder + "/1") {
      $0.maxRejects = limit
      $0.workers = 4
    }
    #expect(first.report.end == .stopped && first.tally.refused == limit + 1)
    #expect(fileLines(folder + "/1")?.count == limit + 1)
    let second = try LoadRun(Self.mostlyBad, into: "none", at: nil, rejects: folder + "/2") {
      $0.resumeLine = first.report.resumeLine
    }
    #expect(second.report.end == .inputEnded)
    let all = try LoadRun(Self.mostlyBad, into: "none", at: nil, rejects: folder + "/all")
    #expect(all.report.end == .inputEnded)
    func texts(_ names: String...) throws -> Set<String> {
      Set(try names.flatMap { try #require(fileLines("\(folder)/\($0)")) })
    }
    #expect(try texts("1", "2") == texts("all"))
  }

  @Test("ends the load when it cannot be written down, which then goes on from there")
  func isNotWrittenDown() throws {
    let run = try LoadRun([Sample.audit("E"), "x", Sample.audit("F")], into: "none", at: nil, rejects: "/dev/full")
    guard case .failed(.rejects) = run.report.end else {
      Issue.record("ended with \(run.report.end)")
      return
    }
    #expect(run.report.resumeLine == 1)
    #expect(run.tally.inserted == 2 && run.tally.refused == 0 && run.tally.reasons.isEmpty)
  }

  @Test("is in the file also when the server takes nothing")
  func isKeptWithoutAServer() throws {
    let file = try temporaryFolder() + "/rejects"
    let run = try LoadRun(["x", Sample.user("U")], into: "none", at: "mongodb://127.0.0.1:1", rejects: file) {
      $0.retryFor = 0
    }
    guard case .gaveUp = run.report.end else {
      Issue.record("ended with \(run.report.end)")
      return
    }
    #expect(run.tally.refused == 1 && run.report.resumeLine == 1)
    #expect(fileLines(file)?.count == 1)
  }

  @Test("has one of the codes that the manual lists, for everything that the converter finds")
  func hasAKnownCode() throws {
    for reason in LineRefusal.Reason.allCases { #expect(RefusalReason(rawValue: reason.rawValue) != nil) }
    let manual = try #require(fileLines("man/onepw-events.5"))
    let listed = manual.filter { $0.hasPrefix(".It Li ") }.map { String($0.dropFirst(7)) }
    #expect(listed == RefusalReason.allCases.map(\.rawValue))
  }
}

/// The lines of a small file; nil when it cannot be read.
private func fileLines(_ path: String) -> [String]? {
  guard let file = fopen(path, "r") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  while case let byte = fgetc(file), byte != EOF { bytes.append(UInt8(byte)) }
  return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
}
