import Foundation
import Testing

@Suite("A generated file")
struct GeneratedFileTests {
  static let files: [GeneratedFile] = [
    GeneratedFile(path: "man/onepw-events.5", region: "routing") { ModelManual.routing },
    GeneratedFile(path: "man/onepw-events.5", region: "collections") { ModelManual.collections },
    GeneratedFile(path: "man/onepw-events.5", region: "enumerations") { ModelManual.enumerations },
  ]

  /// `make generated` sets it: then the files are written and not compared.
  static let isWriting = ProcessInfo.processInfo.environment["ONEPW_WRITE_GENERATED"] == "1"

  @Test("is what the tools and the model give now", .serialized, arguments: files)
  func isCurrent(_ file: GeneratedFile) throws {
    if Self.isWriting { try file.write() }
    #expect(try file.committed() == file.make(), "\(file.testDescription) is stale: run `make generated`")
  }
}
