internal import BSON
package import RecordIO
internal import Synchronization

/// Where refused documents go: a file of JSON lines, or the first ten to a person.
package final class RejectSink: Sendable {
  /// How many refusals are told one by one when there is no file.
  private static let told = 10

  private struct State: ~Copyable {
    var file: Output?
    var failure: OutputError?
    var count = 0
  }

  private let state: Mutex<State>
  private let path: String?
  private let limit: Int
  private let say: @Sendable (String) -> Void

  /// - Parameters:
  ///   - path: A file to write, readable by its owner only since it holds what was refused; nil to tell the first ten.
  ///   - limit: `--max-rejects`.
  package init(path: String?, limit: Int?, say: @escaping @Sendable (String) -> Void) throws(OutputError) {
    var file: Output?
    if let path { file = Output(descriptor: try PrivateFile.open(path), file: path) }
    state = Mutex(State(file: file))
    self.path = path
    self.limit = limit ?? .max
    self.say = say
  }

  /// Keeps a refusal; false when there is no room for it: one more than `--max-rejects` is there already, or the file
  /// cannot be written.
  func add(_ refusal: Refusal) -> Bool {
    let isTold: Bool? = state.withLock { state in
      guard state.count <= limit, state.failure == nil else { return nil }
      state.count += 1
      guard state.file != nil else { return state.count <= Self.told }
      do throws(OutputError) {
        state.file?.append(refusal.document.json())
        state.file?.append("\n")
        try state.file?.commit()
        return false
      } catch {
        state.failure = error
        return nil
      }
    }
    if isTold == true { say(refusal.sentence) }
    return isTold != nil
  }

  /// More were refused than `--max-rejects` allows.
  var isFull: Bool { state.withLock { $0.count > limit } }

  /// Writes down all that was added: before that, no line with a refusal is settled.
  func flush() throws(OutputError) {
    try state.withLock { state throws(OutputError) in
      if let failure = state.failure { throw failure }
      do throws(OutputError) {
        try state.file?.flush()
      } catch {
        state.failure = error
        throw error
      }
    }
  }

  /// Says how many were not told.
  package func finish() {
    let count = state.withLock { $0.count }
    if path == nil, count > Self.told {
      say("\(count - Self.told) more refused; --rejects FILE keeps them all, with the reason for each")
    }
  }
}
