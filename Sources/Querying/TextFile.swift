internal import Glibc
internal import OnePwModel
internal import RecordIO

/// Small files that a user names: query files, lists.
package enum TextFile {
  /// - Parameter limit: In MiB. No list is larger than 16; a device that never ends is not read for ever.
  package static func bytes(of path: String, limit: Int = 16) throws(QueryingError) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .inputOutput("cannot read \(path): \(describeSystemError(errno))") }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe read(descriptor, &block, block.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .inputOutput("cannot read \(path): \(describeSystemError(errno))") }
      if count == 0 { return bytes }
      bytes += block[..<count]
      guard bytes.count <= limit << 20 else { throw .inputOutput("cannot read \(path): larger than \(limit) MiB") }
    }
  }

  /// The lines that hold something, without white space around them, or a byte order mark before the first.
  package static func lines(of path: String) throws(QueryingError) -> [String] {
    let whole = try bytes(of: path)
    let content = whole.dropFirst(whole.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    return content.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D })
      .map { String(decoding: $0, as: UTF8.self).withoutBlanks }.filter { !$0.isEmpty }
  }

  /// The names of a folder's files that end in `suffix`, sorted.
  package static func names(in folder: String, suffix: String) throws(QueryingError) -> [String] {
    guard let stream = unsafe opendir(folder) else {
      throw .inputOutput("cannot read the folder \(folder): \(describeSystemError(errno))")
    }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(suffix) && !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
