import BSON
import Foundation

/// The query files as Swift text.
enum EmbeddedQueriesSource {
  static var text: String {
    get throws {
      let folder = checkout.appending(path: "Sources/OnePwModel/Queries")
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
      let lines = try files.map { String($0.dropLast(5)) }.sorted().map { name in
        let query = try BSONDocument(json: Data(contentsOf: folder.appending(path: name + ".json")))
        return "  EmbeddedQuery(\"\(name)\", ##\"\(query.jsonString())\"##),\n"
      }
      return head + lines.joined() + "]\n"
    }
  }

  private static let head = """
    // Made from Queries/ by `make generated`. Text and not a resource: the compiler takes minutes over as many bytes in arrays.
    // swift-format-ignore-file

    /// The files of `Queries/`, sorted by name.
    let embeddedQueries: [EmbeddedQuery] = [

    """
}
