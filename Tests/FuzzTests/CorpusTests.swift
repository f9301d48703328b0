import FuzzTargets
import Glibc
import Testing

// One after the other, as libFuzzer does: the converter that has seen other inputs is one for all.
@Suite("What libFuzzer starts from", .serialized)
struct CorpusTests {
  /// The files of `Fuzz/corpus`: well formed, and what was found once.
  static let inputs: [(target: FuzzTarget, path: String)] = FuzzTarget.allCases.flatMap { target in
    files(in: "Fuzz/corpus/\(target.rawValue)").map { (target, $0) }
  }

  private static func files(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(folder + "/" + name) }
    }
    return names.sorted()
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = fgetc(file), byte != EOF { bytes.append(UInt8(byte)) }
    return bytes
  }

  @Test("keeps every promise, with any of its bytes changed or missing too", arguments: inputs)
  func holds(target: FuzzTarget, path: String) throws {
    let bytes = try Self.bytes(of: path)
    bytes.withUnsafeBytes(target.run)
    for place in bytes.indices.prefix(400) {
      for byte in Array(#"{}[]",:\0-+9eZ$"#.utf8) + [0, 0x7F, 0xFF] {
        var changed = bytes
        changed[place] = byte
        changed.withUnsafeBytes(target.run)
      }
      bytes[..<place].withUnsafeBytes(target.run)
    }
  }

  @Test("exists for every target", arguments: FuzzTarget.allCases)
  func exists(target: FuzzTarget) {
    #expect(Self.inputs.contains { $0.target == target })
  }
}
