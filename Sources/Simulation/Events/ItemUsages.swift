extension World {
  @inline(__always) private func usageDraw(_ identifier: Identifier) -> UInt64 { identifier.high.again(3) }

  @inline(__always) func usageTime(_ n: Int) -> Milliseconds {
    curve.time(at: usages.position(n, usageDraw(Identifier(keys.usages, n))))
  }

  @inline(__always) func writeUsage(_ n: Int, _ writer: inout LineWriter, _ memo: SessionMemo) {
    let identifier = Identifier(keys.usages, n)
    // The upper half says when, the lower half who.
    let draw = usageDraw(identifier)
    let position = usages.position(n, draw)
    let time = curve.time(at: position)
    let choice = identifier.low.again(4)
    // Integrations read about a fifth of everything that is read.
    if sessions == 0 || draw & 0xFF < 48 && organisation.services > 0 {
      let user = service(choice.again(1))
      if silences.cover(user, from: time, to: time) { return }
      putUsageHead(identifier, time, user, UsageActions.services[Int(choice & 63)], choice &>> 6, &writer)
      return putServiceTail(user, &writer)
    }
    let session = session(of: n, usages, at: position, time, draw &>> 16, memo, memo.usages)
    if session.isSuppressed { return }
    putUsageHead(identifier, time, session.user, UsageActions.people[Int(choice & 255)], choice &>> 8, &writer)
    writer.put(memo.usageTail(session))
  }

  /// Everything before `user`.
  @inline(__always) private func putUsageHead(
    _ identifier: Identifier, _ time: Milliseconds, _ user: Int, _ action: UsageActions.Row, _ draw: UInt64,
    _ writer: inout LineWriter
  ) {
    let vault = action.isReading ? vault(readBy: user, draw) : vault(changedBy: user, draw)
    var place = place(in: vault, draw.again(1))
    var text = action.text
    if action.isUpdate {
      let changed = self.place(changedIn: vault, at: time, draw.again(1))
      // Who finds nothing to change has read something, at least.
      if changed == nil { text = UsageActions.fetch }
      place = changed ?? place
    }
    let item = item(at: place, of: vault)
    writer.put("{\"uuid\":\"")
    writer.put(identifier, .upper)
    writer.put("\",\"timestamp\":")
    writer.put(date: time)
    writer.put(",\"used_version\":")
    writer.put(itemVersion(item, at: place, time))
    writer.put(",\"vault_uuid\":\"")
    writer.put(vaultIdentifier(vault), .lower)
    writer.put("\",\"item_uuid\":\"")
    writer.put(itemIdentifier(item), .lower)
    writer.put(text)
  }

  private func putServiceTail(_ user: Int, _ writer: inout LineWriter) {
    writer.put(",\"user\":")
    putPerson(user, &writer)
    writer.put(",")
    putServiceClient(user, &writer)
    writer.put(",")
    let location = atlas.locations[home(user)]
    writer.put(location.start, count: location.count - 1)
    writer.put("}\n")
  }

  /// `client {…}` of a service's own program.
  func putServiceClient(_ user: Int, _ writer: inout LineWriter) {
    let draw = userDraw(user, 30)
    writer.put("\"client\":{\"app_name\":\"")
    switch organisation.kind(user) {
    case .bridge: writer.put("1Password SCIM Bridge\",\"app_version\":\"2091\",\"platform_name\":\"Go")
    case _ where draw & 1 == 0: writer.put("1Password SDK\",\"app_version\":\"10600\",\"platform_name\":\"Python SDK")
    default: writer.put("1Password CLI\",\"app_version\":\"2300301\",\"platform_name\":\"op")
    }
    writer.put("\",\"platform_version\":\"1.0\",\"os_name\":\"Linux\",\"os_version\":\"6.1.0\",\"ip_address\":\"")
    putAddress(service: user, &writer)
    writer.put("\"}")
  }
}

/// Usage actions in their proportions; an export of an item is rare enough to be looked at.
enum UsageActions {
  static let people = Drawn(
    reading: [("reveal", 90), ("fill", 84), ("secure-copy", 44), ("select-sso-provider", 8)],
    changing: [("enter-item-edit-mode", 20), ("share", 9), ("export", 1)])
  static let services = Drawn(
    reading: [("server-fetch", 48)], changing: [("server-create", 5)], updating: [("server-update", 11)])
  static var fetch: Text { services[0].text }

  struct Row: BitwiseCopyable {
    let text: Text
    /// Whoever may look into the vault may do it; the rest is for those who work there.
    let isReading: Bool
    /// The item's directory entry has to know of it.
    let isUpdate: Bool
  }

  /// As many places as the weights sum to, a power of two.
  final class Drawn: Sendable {
    private let texts: TextTable
    private let readings: Int
    private let updates: Int

    init(reading: [(String, Int)], changing: [(String, Int)], updating: [(String, Int)] = []) {
      texts = TextTable(
        (reading + changing + updating).flatMap { action, weight in
          Array(repeating: "\",\"action\":\"\(action)\"", count: weight)
        })
      readings = reading.reduce(0) { $0 + $1.1 }
      updates = texts.count - updating.reduce(0) { $0 + $1.1 }
    }

    @inline(__always) subscript(index: Int) -> Row {
      Row(text: texts[index], isReading: index < readings, isUpdate: index >= updates)
    }
  }
}
