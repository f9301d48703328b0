import BSON
import Testing

@testable import Simulation

@Suite("Access to vaults")
struct AccessTests {
  private static let worlds: [(UInt64, Double)] = [(0, 0.1), (42, 0.1), (.max, 1)]

  /// What each user may do in each vault, as the directory says.
  private func roles(_ generated: GeneratedWorld) throws -> [String: String] {
    var roles: [String: String] = [:]
    for vault in try generated.documents(.vaults) {
      for permission in vault["permissions"]?.arrayValue?.compactMap(\.documentValue) ?? [] {
        roles[vault.text("uuid") + permission.text("user_uuid")] = permission.text("role")
      }
    }
    return roles
  }

  @Test("lets viewers read, and nobody change or give away what they only view", arguments: worlds)
  func viewers(_ seed: UInt64, scale: Double) throws {
    let generated = try GeneratedWorld(seed: seed, scale: scale)
    let (roles, items) = (try roles(generated), try generated.directory(.items))
    var reads = 0
    for usage in try generated.documents(.usages) {
      let role = roles[usage.text("vault_uuid") + usage.text("user.uuid")]
      let isReading = ["reveal", "fill", "secure-copy", "select-sso-provider", "server-fetch"].contains(
        usage.text("action"))
      #expect(role != nil && (isReading || role != "viewer"))
      if role == "viewer" { reads += 1 }
    }
    #expect(reads > 100)
    for event in try generated.documents(.audit) {
      let type = event.text("object_type")
      guard ["item", "items", "vault", "uva", "gva"].contains(type) else { continue }
      let object = event.text("object_uuid")
      let role = roles[(type == "item" ? items[object]?.text("vault_uuid") ?? "" : object) + event.text("actor_uuid")]
      #expect(role != nil && role != "viewer", "\(event)")
      // Letting people in is for those who manage the vault.
      if ["uva", "gva"].contains(type) { #expect(role != "member") }
    }
  }

  @Test("is granted and revoked for a time: the directory lists only whose access stands", arguments: worlds)
  func changes(_ seed: UInt64, scale: Double) throws {
    let generated = try GeneratedWorld(seed: seed, scale: scale)
    let roles = try roles(generated)
    let changes = try generated.documents(.audit).filter { $0.text("object_type") == "uva" }
    #expect(changes.count > 20 && Set(changes.map { $0.text("action") }) == ["grant", "revoke", "update"])
    for event in changes {
      #expect(roles[event.text("object_uuid") + event.text("aux_uuid")] == nil)
      #expect(event.text("aux_uuid") != event.text("actor_uuid"))
    }
  }
}
