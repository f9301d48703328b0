extension String {
  /// The same, with `***` for the user and password of each connection string in it.
  ///
  /// A command line that lacks the word `--uri` is quoted back to its user, and standard error ends in logs.
  package var withoutCredentials: String {
    var rest = self[...]
    var result = ""
    while let scheme = rest.firstRange(of: "://") {
      result += rest[..<scheme.upperBound]
      rest = rest[scheme.upperBound...]
      // `[` begins an IPv6 address, or a sentence on how a connection string is written: no credentials either way.
      guard rest.first != "[" else { continue }
      if let at = rest.prefix(while: { !$0.isWhitespace }).lastIndex(of: "@") {
        result += "***"
        rest = rest[at...]
      }
    }
    return result + rest
  }
}
