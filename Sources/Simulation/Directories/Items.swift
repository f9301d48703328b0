extension World {
  @inline(__always) func itemIdentifier(_ item: Int) -> Identifier { Identifier(keys.items, item) }
  @inline(__always) func vault(ofItem item: Int) -> Int { item % access.vaults }

  /// The items of a vault are those at equal distances from its own number on; the first of them are used most, and one in 23
  /// lies in the bin.
  func isTrashed(_ item: Int) -> Bool { Self.isTrashed(place: item / access.vaults) }
  @inline(__always) private static func isTrashed(place: Int) -> Bool { place % 23 == 22 }

  @inline(__always) func item(at place: Int, of vault: Int) -> Int { vault + access.vaults * place }

  /// Where an item that is not in the bin lies among those of its vault.
  @inline(__always) func place(in vault: Int, _ draw: UInt64) -> Int {
    let count = (sizes.items - vault + access.vaults - 1) / access.vaults
    let place = quantiles.zipf(draw, below: count)
    return Self.isTrashed(place: place) ? place - 1 : place
  }

  /// Where an item lies whose last change is still to come at a moment, so that it can be changed then; nil where a few tries
  /// find none.
  func place(changedIn vault: Int, at time: Milliseconds, _ draw: UInt64) -> Int? {
    let step = 7 * access.vaults
    let count = (sizes.items - vault + step - 1) / step
    let first = quantiles.zipf(draw, below: count)
    return (0..<min(8, count)).lazy.map { (first + $0) % count * 7 }.first { place in
      Self.isChanged(place: place) && (parameters.isLive || lastChange(item(at: place, of: vault)) >= time)
    }
  }

  /// Somebody who works in the item's vault.
  private func itemAuthor(_ item: Int, _ draw: UInt64) -> Int {
    let vault = vault(ofItem: item)
    let users = access.users(of: vault, level: draw.below(Access.ownLevels))
    guard draw & 1 == 0, let user = users.first(where: { $0 < organisation.people }) else { return vaultOwner(vault) }
    return user
  }

  func itemCreated(_ item: Int) -> Milliseconds {
    let draw = draw(keys.items, item)
    let granted = granted(itemAuthor(item, draw.again(1)), vault(ofItem: item))
    return granted + Milliseconds(draw.again(2).unit * 0.9 * Double(Founding.last - granted))
  }

  /// One item in seven, the first of its vault among them, is changed within the window; the others were before.
  @inline(__always) private static func isChanged(place: Int) -> Bool { place % 7 == 0 && !isTrashed(place: place) }

  @inline(__always) private func itemVersion(_ item: Int, isChanged: Bool) -> Int {
    let share = draw(keys.items, item).again(3).unit
    return max(1 + Int(share * share * 12), isChanged ? 2 : 1)
  }

  /// When the change was, of an item that is changed within the window.
  @inline(__always) private func lastChange(_ item: Int) -> Milliseconds {
    // Squared: what is changed at all was changed of late.
    let share = draw(keys.items, item).again(5).unit
    return end - 1 - Milliseconds(share * share * Double(end - 1 - start))
  }

  /// The last change and the version it led to.
  private func itemChange(_ item: Int) -> (updated: Milliseconds, version: Int) {
    let isChanged = Self.isChanged(place: item / access.vaults)
    let version = itemVersion(item, isChanged: isChanged)
    if isChanged { return (lastChange(item), version) }
    let created = itemCreated(item)
    let share = draw(keys.items, item).again(5).unit
    return (version == 1 ? created : created + Milliseconds(share * Double(start - created)), version)
  }

  /// The version that somebody found at a moment. The place is the item's own, which costs a division to know.
  @inline(__always) func itemVersion(_ item: Int, at place: Int, _ time: Milliseconds) -> Int {
    let isChanged = Self.isChanged(place: place)
    let version = itemVersion(item, isChanged: isChanged)
    // Only a change within the window can still lie ahead.
    return isChanged && !parameters.isLive && time < lastChange(item) ? version - 1 : version
  }

  func writeItem(_ item: Int, _ writer: inout LineWriter) {
    let draw = draw(keys.items, item).again(4)
    let (updated, version) = itemChange(item)
    let kind = ItemKind.all.chosen(draw)
    let service = Services.names.chosen(draw.again(1))
    writer.put("{\"uuid\":\"")
    writer.put(itemIdentifier(item), .lower)
    writer.put("\",\"vault_uuid\":\"")
    writer.put(vaultIdentifier(vault(ofItem: item)), .lower)
    writer.put("\",\"title\":\"")
    writer.put(service.title)
    writer.put(" ")
    writer.put(kind.suffix)
    writer.put("\",\"category\":\"")
    writer.put(kind.category)
    writer.put("\",\"created_by\":\"")
    let author = itemAuthor(item, Simulation.draw(keys.items, item).again(1))
    writer.put(userIdentifier(author), .upper)
    writer.put("\",\"created_at\":")
    writer.put(date: itemCreated(item))
    writer.put(",\"updated_at\":")
    writer.put(date: updated)
    writer.put(",\"version\":")
    writer.put(version)
    writer.put(isTrashed(item) ? ",\"is_trashed\":true,\"tags\":[" : ",\"is_trashed\":false,\"tags\":[")
    let tags = draw.again(2).below(4)
    for tag in 0..<tags {
      // Neighbours in the list, so that none comes twice.
      writer.put(tag == 0 ? "\"" : ",\"")
      writer.put(Services.tags[(draw.again(3).below(Services.tags.count) + tag) % Services.tags.count])
      writer.put("\"")
    }
    writer.put("],\"custom_fields\":{\"website\":\"https://")
    writer.put(service.host)
    writer.put(".example\",\"last_modified_by\":\"")
    writer.put(userIdentifier(version == 1 ? author : vaultOwner(vault(ofItem: item))), .upper)
    writer.put("\",\"security_score\":")
    writer.put(35 + draw.again(4).below(66))
    writer.put(",\"expiry_date\":")
    // Secrets are to be renewed every three months to three years; where nobody did, the date has passed.
    writer.put(date: updated + Milliseconds(90 + draw.again(5).below(1000)) * day)
    writer.put("}}\n")
  }
}

struct ItemKind {
  let category: StaticString
  let suffix: StaticString

  /// As often as they occur: logins first.
  static let all: [ItemKind] =
    Array(repeating: ItemKind(category: "Login", suffix: "login"), count: 8) + [
      ItemKind(category: "Login", suffix: "admin"), ItemKind(category: "Login", suffix: "service account"),
      ItemKind(category: "API Credential", suffix: "API token"),
      ItemKind(category: "API Credential", suffix: "deploy key"),
      ItemKind(category: "Database", suffix: "database"), ItemKind(category: "Server", suffix: "server"),
      ItemKind(category: "Secure Note", suffix: "recovery codes"), ItemKind(category: "Secure Note", suffix: "notes"),
      ItemKind(category: "Credit Card", suffix: "company card"), ItemKind(category: "Identity", suffix: "contact"),
    ]
}

/// What the company has accounts with; all invented or generic.
enum Services {
  struct Service {
    let title: StaticString
    let host: StaticString
  }

  static let names: [Service] = [
    .init(title: "Source control", host: "git"), .init(title: "Build farm", host: "build"),
    .init(title: "Cloud console", host: "cloud"),
    .init(title: "Payroll", host: "payroll"), .init(title: "Expense portal", host: "expenses"),
    .init(title: "CRM", host: "crm"),
    .init(title: "Mail relay", host: "mail"), .init(title: "Status page", host: "status"),
    .init(title: "DNS registrar", host: "dns"),
    .init(title: "Certificate authority", host: "ca"), .init(title: "Postgres primary", host: "postgres"),
    .init(title: "Redis cluster", host: "redis"), .init(title: "Kafka brokers", host: "kafka"),
    .init(title: "Wiki", host: "wiki"),
    .init(title: "Issue tracker", host: "issues"), .init(title: "Design board", host: "design"),
    .init(title: "Video meetings", host: "meet"),
    .init(title: "Travel desk", host: "travel"), .init(title: "Bank account", host: "bank"),
    .init(title: "Tax office", host: "tax"),
    .init(title: "Recruiting", host: "recruiting"), .init(title: "Learning platform", host: "learn"),
    .init(title: "VPN gateway", host: "vpn"),
    .init(title: "Firewall", host: "firewall"), .init(title: "Wi-Fi controller", host: "wifi"),
    .init(title: "Backup vault", host: "backup"),
    .init(title: "Monitoring", host: "monitoring"), .init(title: "Log archive", host: "logs"),
    .init(title: "Pager", host: "pager"),
    .init(title: "Social media", host: "social"), .init(title: "Newsletter", host: "newsletter"),
    .init(title: "Web shop", host: "shop"),
    .init(title: "Payment gateway", host: "payments"), .init(title: "Shipping", host: "shipping"),
    .init(title: "Insurance", host: "insurance"),
    .init(title: "Telephone exchange", host: "phone"), .init(title: "Print server", host: "print"),
    .init(title: "App store", host: "apps"),
    .init(title: "Analytics", host: "analytics"), .init(title: "Data warehouse", host: "warehouse"),
  ]

  static let tags: [StaticString] = [
    "production", "staging", "finance", "shared", "rotate-yearly", "mfa", "vendor", "legacy", "pci", "gdpr", "on-call",
    "personal-data",
  ]
}
