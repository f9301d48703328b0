/// A connection string taken apart, so that messages can name the servers without the credentials and one member of a
/// replica set can be addressed alone. The driver parses the string itself, and this parts it where the driver does.
package struct MongoAddress: Sendable {
  package let text: String
  private let credentials: Substring
  private let hostList: Substring
  private let rest: Substring

  package init(_ text: String) {
    self.text = text
    let start = text.firstRange(of: "://")?.upperBound ?? text.startIndex
    let authority = text[start...].prefix { $0 != "/" }
    let hostsStart = authority.firstIndex(of: "@").map { authority.index(after: $0) } ?? start
    credentials = authority[..<hostsStart]
    hostList = authority[hostsStart...].prefix { $0 != "?" }
    rest = text[hostList.endIndex...]
  }

  /// Whether a character that has to be percent-encoded in a user name or password seems to stand there as itself.
  ///
  /// The driver would take the first `@` or `/` for their end and what is left of the password for a server or a database,
  /// which messages then name. Values of options may hold an `@`.
  package var hasStrayDelimiters: Bool {
    let names = rest.split { "/?&".contains($0) }.map { $0.prefix { $0 != "=" } }
    return credentials.contains("?") || hostList.contains("@") || names.contains { $0.contains("@") }
  }

  /// The servers it names, and nothing else: `127.0.0.1:27017`, or several with commas.
  package var servers: String { String(hostList) }

  /// Each of them alone.
  package var hosts: [String] { hostList.split(separator: ",").map(String.init) }

  /// Whether it means a replica set, by naming one or several servers.
  package var isReplicaSet: Bool { hosts.count > 1 || rest.lowercased().contains("replicaset=") }

  /// The same credentials and options for one server of the set, spoken to directly.
  ///
  /// - Parameter authSource: The database that DNS named beside the servers of a `mongodb+srv` address.
  package func direct(to host: String, authSource: String? = nil) -> MongoAddress {
    let path = rest.prefix { $0 != "?" }
    var options: [(name: String, text: String)] = rest.dropFirst(path.count + 1).split(separator: "&").map { option in
      (option.prefix { $0 != "=" }.lowercased(), String(option))
    }
    // What such an address means without a word has to be written in a plain one: else a password would go unencrypted.
    if text.hasPrefix("mongodb+srv:") {
      if !options.contains(where: { $0.name == "tls" || $0.name == "ssl" }) { options.append(("tls", "tls=true")) }
      if let authSource, !credentials.isEmpty, !options.contains(where: { $0.name == "authsource" }) {
        options.append(("authsource", "authSource=\(authSource)"))
      }
    }
    options.removeAll { Self.setOptions.contains($0.name) }
    let query = (options.map(\.text) + ["directConnection=true"]).joined(separator: "&")
    return MongoAddress("mongodb://\(credentials)\(host)\(path.isEmpty ? "/" : String(path))?\(query)")
  }

  /// Options that mean the set as a whole, or how it is found.
  private static let setOptions = [
    "replicaset", "directconnection", "readpreference", "loadbalanced", "srvmaxhosts", "srvservicename",
  ]
}
