extension String {
  /// The same up to its first connection string, and `***` for that and the rest.
  ///
  /// A command line that lacks the word `--uri` is quoted back to its user, and standard error ends in logs. Where in such a
  /// sentence the password ends cannot be told: it may hold blanks, quotes and every delimiter. So the end of the sentence
  /// goes with it.
  package var withoutCredentials: String {
    // Bytes: as characters, a slash before a combining mark is none.
    var rest = utf8[...]
    while let delimiter = rest.firstRange(of: "://".utf8) {
      rest = rest[delimiter.upperBound...]
      if !rest.starts(with: Self.formOfCredentials.utf8) { return self[..<delimiter.lowerBound] + ":***" }
    }
    return self
  }

  /// How a connection string is written, as a message may say.
  private static let formOfCredentials = "[user:password@]host[:port]/"
}
