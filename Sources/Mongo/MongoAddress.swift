/// A connection string taken apart, so that messages can name the servers without the credentials and one member of a
/// replica set can be addressed alone. The driver parses the string itself, and this parts it where the driver does: at
/// bytes, since as characters an `@` before a combining mark would be none.
package struct MongoAddress: Sendable {
  package let text: String
  private let credentials: Substring
  private let hostList: Substring
  /// What follows the servers: the path, and the options behind its `?`.
  private let rest: Substring

  private struct Option {
    let text: Substring
    /// In lower case.
    let name: String

    init(_ text: Substring) {
      self.text = text
      name = text.upTo("=").lowercased()
    }
  }

  package init(_ text: String) {
    self.text = text
    let start = text.utf8.firstRange(of: "://".utf8)?.upperBound ?? text.startIndex
    let authority = text[start...].upTo("/")
    let hostsStart = authority.utf8.firstIndex(of: UInt8(ascii: "@")).map { text.utf8.index(after: $0) } ?? start
    credentials = authority[..<hostsStart]
    hostList = authority[hostsStart...].upTo("?")
    rest = text[hostList.endIndex...]
  }

  private var options: [Option] {
    Substring(rest.utf8.drop { $0 != UInt8(ascii: "?") }.dropFirst()).parts("&").map(Option.init)
  }

  /// Whether a character that has to be percent-encoded in a user name or password seems to stand there as itself.
  ///
  /// The driver would take the first `@` or `/` for their end and what is left of the password for a server or a database,
  /// which messages then name. Values of options may hold an `@`.
  package var hasStrayDelimiters: Bool {
    let names = rest.parts("/", "?", "&").map { $0.upTo("=") }
    return credentials.utf8.contains(UInt8(ascii: "?"))
      || ([hostList] + names).contains { $0.utf8.contains(UInt8(ascii: "@")) }
  }

  /// The servers it names, and nothing else: `127.0.0.1:27017`, or several with commas.
  package var servers: String { String(hostList) }

  /// Each of them alone.
  package var hosts: [String] { hostList.parts(",").map(String.init) }

  /// Whether it means a replica set, by naming one or several servers.
  package var isReplicaSet: Bool { hosts.count > 1 || options.contains { $0.name == "replicaset" } }

  /// The same credentials and options for one server of the set, spoken to directly.
  ///
  /// - Parameter authSource: The database that DNS named beside the servers of a `mongodb+srv` address.
  package func direct(to host: String, authSource: String? = nil) -> MongoAddress {
    let (path, options) = (rest.upTo("?"), options)
    var added: [String] = []
    // What such an address means without a word has to be written in a plain one: else a password would go unencrypted.
    if text.hasPrefix("mongodb+srv:") {
      if !options.contains(where: { $0.name == "tls" || $0.name == "ssl" }) { added.append("tls=true") }
      if let authSource, !credentials.isEmpty, !options.contains(where: { $0.name == "authsource" }) {
        added.append("authSource=\(authSource)")
      }
    }
    let kept = options.filter { !Self.setOptions.contains($0.name) }.map { String($0.text) }
    let query = (kept + added + ["directConnection=true"]).joined(separator: "&")
    return MongoAddress("mongodb://\(credentials)\(host)\(path.isEmpty ? "/" : path)?\(query)")
  }

  /// Options that mean the set as a whole, or how it is found.
  private static let setOptions = [
    "replicaset", "directconnection", "readpreference", "loadbalanced", "srvmaxhosts", "srvservicename",
  ]
}

extension Substring {
  /// What stands before the first such byte, or everything.
  fileprivate func upTo(_ delimiter: Unicode.Scalar) -> Substring {
    Substring(utf8.prefix { $0 != UInt8(ascii: delimiter) })
  }

  /// What stands between such bytes, without what is empty.
  fileprivate func parts(_ delimiters: Unicode.Scalar...) -> [Substring] {
    let bytes = delimiters.map { UInt8(ascii: $0) }
    return utf8.split { bytes.contains($0) }.map { Substring($0) }
  }
}
