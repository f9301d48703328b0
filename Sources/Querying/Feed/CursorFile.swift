internal import Glibc
internal import RecordIO

/// A file that holds one token, replaced as a whole and used by one reader at a time.
package final class CursorFile: Sendable {
  package let path: String
  private let folder: String
  /// Held open while the reader lives; the system lets go of the lock when the process ends, however that is.
  private let lock: Int32

  /// - Throws: `locked` when another reader has it.
  package init(_ path: String) throws(QueryingError) {
    let target: String?
    do { target = try AtomicFile.target(of: path) } catch { throw .inputOutput(error.message) }
    guard let path = target else {
      throw .usage("\(path) is no regular file, and a cursor file is replaced as a whole")
    }
    self.path = path
    folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    // The file itself is replaced, and its lock would go with it.
    lock = unsafe open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard lock >= 0 else { throw .inputOutput("cannot lock \(path).lock: \(describeSystemError(errno))") }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(lock)
      throw code == EWOULDBLOCK
        ? .locked("another reader is using \(path): one cursor file serves one reader")
        : .inputOutput("cannot lock \(path).lock: \(describeSystemError(code))")
    }
  }

  deinit { close(lock) }

  /// Nil before the first run.
  package func read() throws(QueryingError) -> FeedToken? {
    guard unsafe access(path, F_OK) == 0 else { return nil }
    guard let line = try TextFile.lines(of: path).first, let token = FeedToken(line) else {
      throw .usage("\(path) holds no cursor; move it away to begin anew")
    }
    return token
  }

  /// After a crash the file holds the old token or the new one, never a part.
  package func replace(_ token: FeedToken) throws(QueryingError) {
    let draft = path + ".new"
    let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(draft) }
    var output = Output(descriptor: descriptor, file: draft)
    output.append(token.text + "\n")
    do {
      try output.flush()
    } catch {
      close(descriptor)
      throw .inputOutput(error.message)
    }
    let isSafe = fsync(descriptor) == 0
    guard close(descriptor) == 0, isSafe, unsafe rename(draft, path) == 0 else { throw failure(draft) }
    // The rename is on the disk when the folder is.
    let parent = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard parent >= 0 else { throw failure(folder) }
    defer { close(parent) }
    // Some file systems cannot sync a folder; they say EINVAL.
    guard fsync(parent) == 0 || errno == EINVAL else { throw failure(folder) }
  }

  private func failure(_ file: String) -> QueryingError {
    .inputOutput("cannot write \(file): \(describeSystemError(errno))")
  }
}
