import BSON
import Testing

@testable import Simulation

@Suite("A world of any seed")
struct IntegrityTests {
  static let seeds: [UInt64] = [0, 42, .max]

  @Test("refers only to what exists", arguments: seeds)
  func references(_ seed: UInt64) throws {
    let generated = try GeneratedWorld(seed: seed)
    let (users, devices) = (try generated.directory(.users), try generated.directory(.devices))
    let (vaults, items) = (try generated.directory(.vaults), try generated.directory(.items))
    let sessions = try generated.directory(.sessions)
    for device in devices.values { #expect(users[device.text("user_uuid")] != nil) }
    for item in items.values {
      #expect(vaults[item.text("vault_uuid")] != nil && users[item.text("created_by")] != nil)
    }
    for vault in vaults.values {
      let permitted = vault["permissions"]?.arrayValue?.compactMap { $0.documentValue?.text("user_uuid") } ?? []
      #expect(permitted.allSatisfy { users[$0] != nil } && Set(permitted).count == permitted.count)
    }
    for session in sessions.values {
      #expect(devices[session.text("device_uuid")]?.text("user_uuid") == session.text("user_uuid"))
    }
    for attempt in try generated.documents(.signIns) {
      #expect(users[attempt.text("target_user.uuid")]?.text("email") == attempt.text("target_user.email"))
      let gotIn = ["success", "firewall_reported_success"].contains(attempt.text("category"))
      let session = sessions[attempt.text("session_uuid")]
      #expect((session != nil) == gotIn)
      if let session { #expect(session.text("login_time") == attempt.text("timestamp")) }
    }
    let known = [
      "user": users, "device": devices, "vault": vaults, "items": vaults, "uva": vaults, "gva": vaults, "item": items,
      "sa": users,
    ]
    for event in try generated.documents(.audit) {
      #expect(users[event.text("actor_uuid")] != nil)
      if let directory = known[event.text("object_type")] { #expect(directory[event.text("object_uuid")] != nil) }
    }
  }

  @Test("acts inside its sessions, as their user, on their device, from their place", arguments: seeds)
  func sessions(_ seed: UInt64) throws {
    let generated = try GeneratedWorld(seed: seed)
    let sessions = try generated.directory(.sessions)
    var outside = 0
    for event in try generated.documents(.audit) {
      guard event["session"] != nil else {
        outside += 1
        continue
      }
      let session = try #require(sessions[event.text("session.uuid")])
      #expect(
        session.text("login_time") <= event.text("timestamp")
          && event.text("timestamp") <= session.text("last_activity"))
      #expect(
        session.text("user_uuid") == event.text("actor_uuid")
          && session.text("device_uuid") == event.text("session.device_uuid"))
      #expect(
        session.text("login_time") == event.text("session.login_time") && session["location"] == event["location"])
    }
    #expect(outside > 0 && outside < 1000)
  }

  @Test("has its dates in order", arguments: seeds)
  func dates(_ seed: UInt64) throws {
    let generated = try GeneratedWorld(seed: seed)
    let pairs: [WorldCollection: [(String, String)]] = [
      .users: [("created_at", "last_seen")], .devices: [("registered_at", "last_used")],
      .items: [("created_at", "updated_at"), ("updated_at", "custom_fields.expiry_date")],
      .sessions: [("login_time", "last_activity"), ("last_activity", "ended_at")],
    ]
    for (collection, pairs) in pairs {
      for document in try generated.documents(collection) {
        for (earlier, later) in pairs where !document.text(later).isEmpty {
          #expect(document.text(earlier) <= document.text(later))
        }
      }
    }
    let (users, vaults) = (try generated.directory(.users), try generated.directory(.vaults))
    for vault in vaults.values {
      #expect(try #require(users[vault.text("created_by")]).text("created_at") <= vault.text("created_at"))
      for permission in vault["permissions"]?.arrayValue?.compactMap(\.documentValue) ?? [] {
        #expect(permission.text("granted_at") >= vault.text("created_at"))
        #expect(try #require(users[permission.text("user_uuid")]).text("created_at") <= permission.text("granted_at"))
      }
    }
    for item in try generated.documents(.items) {
      #expect(try #require(vaults[item.text("vault_uuid")]).text("created_at") <= item.text("created_at"))
    }
    for device in try generated.documents(.devices) {
      #expect(try #require(users[device.text("user_uuid")]).text("created_at") <= device.text("registered_at"))
    }
  }

  @Test("goes by its streams in order of time, inside the window", arguments: seeds)
  func order(_ seed: UInt64) throws {
    let generated = try GeneratedWorld(seed: seed)
    for stream in WorldCollection.events {
      let times = try generated.documents(stream).compactMap { $0.date("timestamp") }
      #expect(times == times.sorted() && times.count == generated.world.count(stream))
      #expect(times.first ?? 0 >= GeneratedWorld.end - 30 * 86_400_000 && times.last ?? .max < GeneratedWorld.end)
    }
  }

  @Test("uses items only where somebody may, in versions that were there", arguments: seeds)
  func usages(_ seed: UInt64) throws {
    let generated = try GeneratedWorld(seed: seed)
    let (items, vaults) = (try generated.directory(.items), try generated.directory(.vaults))
    for usage in try generated.documents(.usages) {
      let item = try #require(items[usage.text("item_uuid")])
      #expect(item.text("vault_uuid") == usage.text("vault_uuid") && item["is_trashed"] == .bool(false))
      let (used, version) = (try #require(usage["used_version"]?.intValue), try #require(item["version"]?.intValue))
      #expect(used >= 1 && (usage.text("timestamp") >= item.text("updated_at") ? used == version : used < version))
      let permission = vaults[usage.text("vault_uuid")]?["permissions"]?.arrayValue?.compactMap(\.documentValue)
        .first { $0.text("user_uuid") == usage.text("user.uuid") }
      #expect(try #require(permission).text("granted_at") <= usage.text("timestamp"))
    }
  }

  @Test("updates items while their last change is still to come", arguments: seeds)
  func updates(_ seed: UInt64) throws {
    let generated = try GeneratedWorld(seed: seed, scale: 0.3)
    let items = try generated.directory(.items)
    let audit = try generated.documents(.audit)
    let updates =
      audit.filter { $0.text("action") == "update" && $0.text("object_type") == "item" }.map { ($0, "object_uuid") }
      + (try generated.documents(.usages)).filter { $0.text("action") == "server-update" }.map { ($0, "item_uuid") }
    #expect(updates.count > 300)
    for (event, item) in updates {
      #expect(event.text("timestamp") <= (try #require(items[event.text(item)]).text("updated_at")))
    }
  }

  @Test("suspends only whom the directory shows suspended, and nobody twice", arguments: seeds)
  func suspensions(_ seed: UInt64) throws {
    let generated = try GeneratedWorld(seed: seed, scale: 1)
    let users = try generated.directory(.users)
    let suspended = try generated.documents(.audit).filter { $0.text("action") == "suspend" }.map {
      $0.text("object_uuid")
    }
    #expect(suspended.count > 3 && Set(suspended).count == suspended.count)
    #expect(suspended.allSatisfy { users[$0]?["is_active"] == .bool(false) })
  }

  @Test("sees nobody before they joined or after they were last seen", arguments: seeds)
  func lastSeen(_ seed: UInt64) throws {
    let generated = try GeneratedWorld(seed: seed)
    let (users, devices) = (try generated.directory(.users), try generated.directory(.devices))
    for session in try generated.documents(.sessions) {
      #expect(session.text("last_activity") <= (try #require(users[session.text("user_uuid")]).text("last_seen")))
      let device = try #require(devices[session.text("device_uuid")])
      #expect(
        device.text("registered_at") <= session.text("login_time")
          && session.text("last_activity") <= device.text("last_used"))
    }
  }
}

@Suite("A world of a million million events")
struct ImmenseWorldTests {
  private func world() throws -> World {
    try GeneratedWorld {
      $0.sizes.audit = 1_000_000_000_000
      $0.sizes.usages = 1_000_000_000_000
      $0.sizes.signIns = 1_000_000_000_000
    }.world
  }

  @Test("is cut into slices that hold together", arguments: [1, 2, 500_000, 999_999, 1_000_000])
  func slices(_ number: Int) throws {
    var feed = Feed()
    feed.duplicates = 1_000_000
    let plan = Plan(
      try world(), [.signIns, .audit, .usages], merged: false, feed: feed, slice: number - 1, of: 1_000_000)
    #expect(plan.blocks > 5000)
  }

  @Test("has its sessions at both ends", arguments: [WorldCollection.audit, .usages, .signIns])
  func ends(_ stream: WorldCollection) throws {
    let world = try world()
    let press = Press(world, feed: Feed())
    for first in [0, 999_999_999_900] {
      var last = ""
      for line in press.text(of: .run(stream, lines: first..<first + 100)).split(separator: 10) {
        let event = try BSONDocument(json: Array(line))
        let time = try #require(event.date("timestamp"))
        #expect(world.start <= time && time < world.end && event.text("timestamp") >= last)
        #expect(event.text("session.login_time") <= event.text("timestamp"))
        last = event.text("timestamp")
      }
    }
    #expect(world.count(.sessions) == 240_000_000_000)
    #expect(world.session(world.count(.sessions) - 1).lastActivity < world.end)
  }
}
