import Glibc

/// Where the tests' `mongod` is.
enum MongodBinary {
  /// CI sets it, so that a missing server cannot pass for tests that were run.
  static let isRequired = environment("ONEPW_REQUIRE_SERVER") == "1"

  /// `$MONGOD`, else what `scripts/mongod-path` has put into a checkout around this file, else nil.
  static let path: String? = environment("MONGOD") ?? fetched(around: #filePath)

  /// Looks upward, so that one fetched server serves the worktrees inside a checkout too.
  private static func fetched(around file: String) -> String? {
    var folder = Substring(file)
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      let candidate = folder + "/.mongod/bin/mongod"
      if access(String(candidate), X_OK) == 0 { return String(candidate) }
    }
    return nil
  }

  private static func environment(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}
