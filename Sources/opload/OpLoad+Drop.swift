import BSON
import Glibc
import Mongo
import OnePwModel
import ServerOptions
import ToolSupport

extension OpLoad {
  /// Empties the database of what is about to be loaded, once the user has agreed.
  func dropCollections(_ client: borrowing MongoClient, _ database: String, _ streams: borrowing Streams) throws {
    let names = collection.map { [$0] } ?? OnePwModel.collections.map(\.name)
    if !yes {
      let question =
        "Drop \(names.count == 1 ? names[0] : "all \(names.count) collections") of database \(database)? [y/N] "
      guard let answer = ask(question) else {
        throw ToolError(.usage, "--drop deletes data and there is no terminal to ask on; add --yes")
      }
      guard answer else { throw ToolError(.no, "nothing dropped, nothing loaded") }
    }
    for name in names {
      do {
        _ = try client.run(["drop": .string(name)], in: database, as: .write, doing: "drop \(name)")
      } catch  where error.code == 26 {
        continue  // It did not exist.
      } catch {
        throw ToolError(error)
      }
    }
  }

  /// Asks on the terminal itself, since standard input holds the data; nil where there is no terminal.
  private func ask(_ question: String) -> Bool? {
    let terminal = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else { return nil }
    defer { close(terminal) }
    Streams.put(question, on: terminal)
    var answer: [UInt8] = []
    var byte: UInt8 = 0
    while unsafe read(terminal, &byte, 1) == 1, byte != UInt8(ascii: "\n") { answer.append(byte) }
    return ["y", "yes"].contains(String(decoding: answer, as: UTF8.self).lowercased())
  }
}
