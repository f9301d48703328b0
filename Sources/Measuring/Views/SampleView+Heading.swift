extension SampleView {
  /// What the server and the database are, in phrases that wrap as the screen asks.
  var heading: [String] {
    wrapped(["\(sample.database) on \(sample.host)"] + about, style: .title) + state + disk + faults
  }

  private var state: [String] {
    guard let server = sample.server else { return [] }
    guard let status = server.status.value else {
      return [Styled("server status: \(server.status.gap?.rawValue ?? "")", .doubtful).rendered(on: screen)]
    }
    return wrapped(load(status)) + (server.rates.map { wrapped(speed($0)) } ?? [])
  }

  /// What is wrong with indexes, counted where nobody has to scroll: their own section is long.
  private var faults: [String] {
    let kinds: [(name: String, isSo: (IndexRecord) -> Bool)] = [
      ("missing", { $0.state == .missing }), ("changed", { $0.state == .changed }), ("hidden", \.isHidden),
      ("building", \.isBuilding), ("redundant", \.isRedundant),
    ]
    let counts = kinds.map { kind in (kind.name, sample.indexes.count(where: kind.isSo)) }.filter { $0.1 > 0 }
    guard let first = counts.first else { return [] }
    let text = "indexes: " + counts.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
    return wrapped([text], style: first.0 == "missing" ? .wrong : .doubtful)
  }

  private var about: [String] {
    guard let server = sample.server else { return [] }
    return ["MongoDB \(server.version)", server.role.rawValue]
      + (server.status.value.map {
        [$0.storageEngine ?? "", "up \(Human.duration(Double($0.uptimeMilliseconds) / 1000))"]
      }
      ?? []).filter { !$0.isEmpty }
  }

  private func load(_ status: ServerStatus) -> [String] {
    let connections = status.connections
    var phrases = [
      "connections \(Human.count(connections.current)) of \(Human.count(connections.current + connections.available))"
    ]
    if let cache = status.cache {
      phrases.append(
        "cache \(Human.bytes(cache.used)) of \(Human.bytes(cache.maximum)), "
          + "\(Human.percent(Double(cache.dirty) / Double(max(1, cache.maximum)))) dirty")
    }
    if let tickets = status.tickets {
      phrases.append("tickets \(tickets.read.available) read, \(tickets.write.available) write")
    }
    if let queues = status.queues { phrases.append("queued \(queues.read) read, \(queues.write) write") }
    if let faults = status.pageFaults { phrases.append("page faults \(Human.count(faults))") }
    return phrases
  }

  private func speed(_ rates: ServerRates) -> [String] {
    let operations = ServerStatus.Operation.allCases.map {
      "\($0.rawValue) \(Human.rate(rates.operations[$0] ?? 0))/s"
    }
    return operations + ["in \(Human.bytes(Int(rates.bytesIn)))/s", "out \(Human.bytes(Int(rates.bytesOut)))/s"]
  }

  private var disk: [String] {
    guard let totals = sample.totals else { return [] }
    guard let sizes = totals.totals.value else {
      return [Styled("database: \(totals.totals.gap?.rawValue ?? "")", .doubtful).rendered(on: screen)]
    }
    var phrases = [
      "\(Human.count(sizes.documents)) documents", "data \(Human.bytes(sizes.data))",
      "on disk \(Human.bytes(sizes.storage))", "indexes \(Human.bytes(sizes.indexes))",
    ]
    if let used = sizes.fileSystemUsed, let total = sizes.fileSystemTotal, total > 0 {
      phrases.append("disk \(Human.percent(Double(used) / Double(total))) full")
    }
    return wrapped(phrases)
  }

  /// Phrases parted by dots, a new line where the screen ends.
  private func wrapped(_ phrases: [String], style: Styled.Style = .plain) -> [String] {
    var lines: [String] = []
    var line = ""
    for phrase in phrases {
      let longer = line.isEmpty ? phrase : line + " · " + phrase
      if Styled(longer).width > screen.width && !line.isEmpty {
        lines.append(line)
        line = phrase
      } else {
        line = longer
      }
    }
    lines.append(line)
    return lines.map { Styled($0, style).cut(to: screen.width).rendered(on: screen) }
  }
}
