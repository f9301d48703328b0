import Foundation
import OnePwModel
import Testing

@Suite("The query catalogue")
struct QueryCatalogueTests {
  @Test("holds every file of its folder")
  func isComplete() throws {
    let tests = URL(filePath: #filePath).deletingLastPathComponent()
    let folder = tests.deletingLastPathComponent().deletingLastPathComponent().appending(
      path: "Sources/OnePwModel/Queries")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted() == OnePwModel.queryNames)
  }

  @Test("can be read, each file under its own name", arguments: OnePwModel.queryNames)
  func isReadable(name: String) throws {
    let query = try #require(OnePwModel.query(named: name))
    #expect(query.name == name)
    #expect(OnePwModel.collection(named: query.collection) != nil)
    #expect(!query.examples.isEmpty)
    if query.kind == .detection {
      #expect(query.severity != nil)
      #expect(["sign-in", "administration", "data-theft"].contains(query.group))
      #expect(!query.falsePositives.isEmpty)
    }
  }

  @Test("uses one name for one thing, with one type", arguments: OnePwModel.queryNames)
  func parametersAgree(name: String) throws {
    let types: [String: QueryParameter.ValueType] = [
      "since": .time, "until": .time, "window": .duration, "zone": .zone, "countries": .list, "country": .text,
      "city": .text, "user": .text, "ip": .text, "item": .text, "vault": .text, "device": .text, "session": .text,
    ]
    for parameter in try #require(OnePwModel.query(named: name)).parameters {
      if let type = types[parameter.name] { #expect(parameter.type == type, "--\(parameter.name)") }
    }
  }
}
