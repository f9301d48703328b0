import BSON
import Glibc
import Mongo
import OnePwModel
import ServerOptions
import ToolSupport

extension OpLoad {
  private var namesToDrop: [String] { collection.map { [$0] } ?? OnePwModel.collections.map(\.name) }

  /// Returns once the user has agreed to lose what the collections hold.
  func askToDrop(in database: String) throws {
    if yes { return }
    let names = namesToDrop
    let question =
      "Drop \(names.count == 1 ? names[0] : "all \(names.count) collections") of database \(database)? [y/N] "
    guard let answer = ask(question) else {
      throw ToolError(.usage, "--drop deletes data and there is no terminal to ask on; add --yes")
    }
    if let signal = Signals.pending { throw ToolError(.interrupted(signal: signal)) }
    guard answer else { throw ToolError(.no, "nothing dropped, nothing loaded") }
  }

  /// Empties the database of what is about to be loaded.
  func dropCollections(_ client: borrowing MongoClient, _ database: String) throws {
    for name in namesToDrop {
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
