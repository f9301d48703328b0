internal import Glibc

/// A file that readers see either as it was or as it is to be, never in between.
package enum AtomicFile {
  /// Writes `bytes` beside `path` and puts them in its place once they are safe on the disk. A pipe or a device stays
  /// what it is and takes the bytes.
  ///
  /// - Parameter mode: Permissions for a file that was not there; one that was there keeps its own.
  package static func replace(_ path: String, with bytes: [UInt8], mode: UInt32 = 0o644) throws(OutputError) {
    guard let target = try target(of: path) else { return try write(bytes, into: path) }
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

  /// The file that `path` leads to through links, there or not, for a link is not to be replaced by what it leads to; nil where
  /// that is a pipe, a device or a folder, which cannot be replaced at all.
  package static func target(of path: String) throws(OutputError) -> String? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      // Of anything else, as a loop, it is unknown whether `path` is a link.
      guard errno == ENOENT else { throw OutputError(code: errno, file: path) }
      return try end(of: path)
    }
    guard status.st_mode & S_IFMT == S_IFREG, let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// Where open(2) would create the file, which realpath(3) does not say.
  private static func end(of path: String) throws(OutputError) -> String {
    var end = path
    // As many links as Linux follows.
    for _ in 0...40 {
      var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
      let count = unsafe readlink(end, &bytes, bytes.count)
      guard count > 0 else { return end }
      let next = String(decoding: bytes[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
      let folder = end.lastIndex(of: "/").map { end[...$0] } ?? ""
      end = next.hasPrefix("/") ? next : folder + next
    }
    throw OutputError(code: ELOOP, file: path)
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
