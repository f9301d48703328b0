internal import Glibc

/// A file that readers see either as it was or as it is to be, never in between.
package enum AtomicFile {
  /// Writes `bytes` beside `path` and puts them in its place once they are safe on the disk.
  ///
  /// - Parameter mode: Permissions for a file that was not there; one that was there keeps its own.
  package static func replace(_ path: String, with bytes: [UInt8], mode: UInt32 = 0o644) throws(OutputError) {
    // In the same folder, because only within one file system does rename(2) replace at once; not named like the file
    // at its end, so that who collects `*.prom` does not see it.
    var template = Array("\(path).XXXXXX".utf8CString)
    let descriptor = unsafe mkstemp(&template)
    guard descriptor >= 0 else { throw OutputError(code: errno, file: path) }
    var status = stat()
    let permissions = unsafe stat(path, &status) == 0 ? status.st_mode & 0o7777 : mode
    var output = Output(descriptor: descriptor)
    output.append(bytes)
    var code: Int32 = 0
    do { try output.flush() } catch { code = error.code }
    if code == 0, fchmod(descriptor, permissions) != 0 || fsync(descriptor) != 0 { code = errno }
    if close(descriptor) != 0 && code == 0 { code = errno }
    if code == 0, unsafe rename(template, path) != 0 { code = errno }
    guard code == 0 else {
      unsafe unlink(template)
      throw OutputError(code: code, file: path)
    }
  }
}
