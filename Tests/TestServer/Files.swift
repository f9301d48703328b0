import Glibc

/// The text of a file, nil when there is none.
func contents(of path: String) -> String? {
  guard let file = fopen(path, "r") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = fread(&block, 1, block.count, file)
    guard count > 0 else { break }
    bytes += block[..<count]
  }
  return String(decoding: bytes, as: UTF8.self)
}

func occurrences(of phrase: String, in text: String) -> Int {
  text.split(separator: "\n").count { $0.contains(phrase) }
}
