/// A connection string taken apart, so that messages can name the servers without the credentials and one member of a
/// replica set can be addressed alone. The driver parses the string itself; this never judges it.
package struct MongoAddress: Sendable {
  package let text: String
  private let scheme: Substring
  private let credentials: Substring
  private let hostList: Substring
  private let rest: Substring

  package init(_ text: String) {
    self.text = text
    let start = text.firstRange(of: "://")?.upperBound ?? text.startIndex
    scheme = text[..<start]
    // A password that is not percent-encoded may hold a slash or a question mark; the last `@` ends it all the same.
    let at = text[start...].lastIndex(of: "@")
    credentials = at.map { text[start...$0] } ?? ""
    let hostsStart = at.map { text.index(after: $0) } ?? start
    let hostsEnd = text[hostsStart...].firstIndex { $0 == "/" || $0 == "?" } ?? text.endIndex
    hostList = text[hostsStart..<hostsEnd]
    rest = text[hostsEnd...]
  }

  /// The servers it names, and nothing else: `127.0.0.1:27017`, or several with commas.
  package var servers: String { String(hostList) }

  /// Each of them alone.
  package var hosts: [String] { hostList.split(separator: ",").map(String.init) }

  /// Whether it means a replica set, by naming one or several servers.
  package var isReplicaSet: Bool { hosts.count > 1 || rest.lowercased().contains("replicaset=") }

  /// The same credentials and options for one server of the set, spoken to directly.
  package func direct(to host: String) -> MongoAddress {
    let path = rest.prefix { $0 != "?" }
    let options = rest.dropFirst(path.count + 1).split(separator: "&").filter {
      let name = $0.prefix { $0 != "=" }.lowercased()
      return !["replicaset", "directconnection", "readpreference", "loadbalanced"].contains(name)
    }
    let query = (options.map(String.init) + ["directConnection=true"]).joined(separator: "&")
    return MongoAddress("mongodb://\(credentials)\(host)\(path.isEmpty ? "/" : String(path))?\(query)")
  }
}
