internal import Glibc

/// A file for its owner alone: it holds what was refused, or tells who is attacked.
package enum PrivateFile {
  /// Opens `path` for writing from its beginning; gives the descriptor.
  ///
  /// A file that was there keeps its mode through open(2), so the mode is set, and before anything in it is touched. A
  /// device or a pipe is everybody's: left as it is.
  package static func open(_ path: String) throws(OutputError) -> Int32 {
    let descriptor = unsafe Glibc.open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw OutputError(code: errno, file: path) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return descriptor }
    guard fchmod(descriptor, 0o600) == 0, ftruncate(descriptor, 0) == 0 else {
      let code = errno
      close(descriptor)
      throw OutputError(code: code, file: path)
    }
    return descriptor
  }
}
