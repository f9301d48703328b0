internal import BSON
internal import Glibc
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
    if let path {
      let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw OutputError(code: errno, file: path) }
      file = Output(descriptor: descriptor, file: path)
    }
    state = Mutex(State(file: file))
    self.path = path
    self.limit = limit ?? .max
    self.say = say
  }

  /// Keeps a refusal; false when it was one too many, or could not be written down.
  package func add(_ refusal: Refusal) -> Bool {
    let told: Bool? = state.withLock { state in
      state.count += 1
      if state.file != nil {
        do throws(OutputError) {
          state.file?.append(refusal.document.json())
          state.file?.append("\n")
          try state.file?.commit()
        } catch {
          state.failure = error
          return nil
        }
      }
      return path == nil && state.count <= Self.told
    }
    guard let told else { return false }
    if told { say(refusal.sentence) }
    return !isFull
  }

  /// More were refused than `--max-rejects` allows, or the file cannot be written: a refused line would be lost.
  package var isFull: Bool { state.withLock { $0.count > limit || $0.failure != nil } }

  /// Writes what is left, and says how many were not told.
  package func finish() throws(OutputError) {
    let (count, failure): (Int, OutputError?) = state.withLock { state in
      do throws(OutputError) {
        try state.file?.flush()
      } catch {
        state.failure = state.failure ?? error
      }
      return (state.count, state.failure)
    }
    if let failure { throw failure }
    if path == nil, count > Self.told {
      say("\(count - Self.told) more refused; --rejects FILE keeps them all, with the reason for each")
    }
  }
}
