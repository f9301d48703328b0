internal import Glibc

/// A file that readers see either as it was or as it is to be, never in between.
package enum AtomicFile {
  /// Writes `bytes` beside `path` and puts them in its place once they are safe on the disk. A pipe or a device stays
  /// what it is and takes the bytes.
  ///
  /// - Parameter mode: Permissions for a file that was not there; one that was there keeps its own.
  package static func replace(_ path: String, with bytes: [UInt8], mode: UInt32 = 0o644) throws(OutputError) {
    guard let target = target(of: path) else { return try write(bytes, into: path) }
    // In the same folder, because only within one file system does rename(2) replace at once; not named like the file
    // at its end, so that who collects `*.prom` does not see it.
    var template = Array("\(target).XXXXXX".utf8CString)
    let descriptor = unsafe mkstemp(&template)
    guard descriptor >= 0 else { throw OutputError(code: errno, file: path) }
    var status = stat()
    let permissions = unsafe stat(target, &status) == 0 ? status.st_mode & 0o7777 : mode
    var output = Output(descriptor: descriptor)
    output.append(bytes)
    var code: Int32 = 0
    do { try output.flush() } catch { code = error.code }
    if code == 0, fchmod(descriptor, permissions) != 0 || fsync(descriptor) != 0 { code = errno }
    if close(descriptor) != 0 && code == 0 { code = errno }
    if code == 0, unsafe rename(template, target) != 0 { code = errno }
    guard code == 0 else {
      unsafe unlink(template)
      throw OutputError(code: code, file: path)
    }
  }

  /// The file that `path` leads to through links, for a link is not to be replaced by what it leads to; nil where that is a
  /// pipe, a device or a folder, which cannot be replaced at all.
  package static func target(of path: String) -> String? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return path }
    guard status.st_mode & S_IFMT == S_IFREG, let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  private static func write(_ bytes: [UInt8], into path: String) throws(OutputError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw OutputError(code: errno, file: path) }
    defer { close(descriptor) }
    var output = Output(descriptor: descriptor, file: path)
    output.append(bytes)
    try output.flush()
  }
}
