extension OpenMetrics {
  static func server(_ sample: Sample) -> [MetricFamily] {
    guard let server = sample.server else { return [] }
    var about = MetricFamily("server_version", help: "1, with what the server is.")
    about.add(
      1, ("host", server.host), ("version", server.version), ("role", server.role.rawValue),
      ("storage_engine", server.status.value?.storageEngine ?? ""))
    guard let status = server.status.value else { return [about] }
    var uptime = MetricFamily("server_uptime_seconds", unit: "seconds", help: "Since the server started.")
    uptime.add(Double(status.uptimeMilliseconds) / 1000)
    return [about, uptime] + load(status) + traffic(status)
  }

  private static func load(_ status: ServerStatus) -> [MetricFamily] {
    var connections = MetricFamily(
      "server_connections", help: "Connections: current, and how many more the server takes.")
    connections.add(status.connections.current, ("state", "current"))
    connections.add(status.connections.available, ("state", "available"))
    var cache = MetricFamily("server_cache_bytes", unit: "bytes", help: "The storage engine's cache.")
    cache.add(status.cache?.used, ("state", "used"))
    cache.add(status.cache?.dirty, ("state", "dirty"))
    cache.add(status.cache?.maximum, ("state", "maximum"))
    var tickets = MetricFamily("server_tickets", help: "Operations that the storage engine lets in at once.")
    for (side, ticket) in [("read", status.tickets?.read), ("write", status.tickets?.write)] {
      tickets.add(ticket?.available, ("side", side), ("state", "available"))
      tickets.add(ticket?.total, ("side", side), ("state", "total"))
    }
    var queue = MetricFamily("server_queued_operations", help: "Operations that wait for a lock.")
    queue.add(status.queues?.read, ("side", "read"))
    queue.add(status.queues?.write, ("side", "write"))
    return [connections, cache, tickets, queue]
  }

  private static func traffic(_ status: ServerStatus) -> [MetricFamily] {
    var created = MetricFamily("server_connections_created", .counter, help: "Connections ever taken.")
    created.add(status.connections.created)
    var network = MetricFamily("server_network_bytes", .counter, unit: "bytes", help: "Bytes over the network.")
    network.add(status.network.bytesIn, ("direction", "in"))
    network.add(status.network.bytesOut, ("direction", "out"))
    var requests = MetricFamily("server_requests", .counter, help: "Requests over the network.")
    requests.add(status.network.requests)
    var faults = MetricFamily("server_page_faults", .counter, help: "Page faults that had to read from disk.")
    faults.add(status.pageFaults)
    var operations = MetricFamily(
      "server_operations", .counter, help: "Operations by type; inserts, updates and deletes count documents.")
    for type in ServerStatus.Operation.allCases { operations.add(status.operations[type], ("type", type.rawValue)) }
    return [created, network, requests, faults, operations]
  }
}
