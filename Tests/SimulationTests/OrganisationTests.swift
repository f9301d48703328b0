import BSON
import Testing

@testable import Simulation

@Suite("An organisation")
struct OrganisationTests {
  private func organisation(_ users: Int) -> Organisation {
    var sizes = WorldParameters.Sizes()
    sizes.users = users
    sizes.devices = users * 2
    return Organisation(sizes)
  }

  @Test(
    "has managers in each department, its owner where there is nobody else",
    arguments: [1, 2, 19, 20, 83, 500, 4711])
  func managers(_ users: Int) {
    let organisation = organisation(users)
    for department in Organisation.departments.indices {
      for draw in [0, UInt64.max / 3, .max] {
        let manager = organisation.manager(in: department, draw)
        #expect(manager == 0 || organisation.isManager(manager) && organisation.isSteady(manager))
        #expect(manager == 0 || organisation.department(of: manager) == department)
        #expect(manager != 0 || department == 0 || users < 500)
      }
    }
  }

  @Test("finds somebody else in the same team", arguments: [2, 19, 83, 500])
  func teams(_ users: Int) {
    let organisation = organisation(users)
    for person in 0..<organisation.people {
      for draw in [0, UInt64.max / 3, .max] {
        let other = organisation.teammate(of: person, draw)
        #expect(other != person && other < organisation.people)
        if organisation.people >= 83 {
          #expect(organisation.department(of: other) == organisation.department(of: person) || other == person + 1)
        }
      }
    }
  }

  @Test(
    "gives its vaults to managers of their department, who let their own people in", arguments: [0, 42] as [UInt64])
  func vaults(_ seed: UInt64) throws {
    let generated = try GeneratedWorld(seed: seed, scale: 1)
    let organisation = generated.world.organisation
    for vault in 0..<generated.world.access.vaults {
      let owner = generated.world.vaultOwner(vault)
      #expect(organisation.isManager(owner))
      #expect(organisation.department(of: owner) == generated.world.access.department(of: vault))
    }
    var grants = 0
    for event in try generated.documents(.audit) {
      let aux = generated.world.user(ofUUID: Array(event.text("aux_uuid").utf8)[...])
      if event.text("object_type") == "gm", let aux, aux != generated.world.user(named: event, "actor_uuid") {
        #expect((event.text("aux_info") == "A") == organisation.isManager(aux))
      }
      guard event.text("object_type") == "uva" else { continue }
      let actor = try #require(generated.world.user(named: event, "actor_uuid"))
      guard !organisation.isAdministrator(actor) else { continue }
      grants += 1
      #expect(organisation.isManager(actor) && organisation.department(of: actor) == aux.map(organisation.department))
    }
    #expect(grants > 50)
  }

  @Test("knows its users by their uuids, and nobody else")
  func uuids() throws {
    let world = try GeneratedWorld(scale: 1).world
    for user in 0..<world.organisation.users {
      let uuid = jsonText(isExtended: false) { $0.put(world.userIdentifier(user), .upper) }
      #expect(world.user(ofUUID: Array(uuid.utf8)[...]) == user)
    }
    for other in 0..<1000 {
      let uuid = jsonText(isExtended: false) { $0.put(world.deviceIdentifier(other), .upper) }
      #expect(world.user(ofUUID: Array(uuid.utf8)[...]) == nil)
    }
    #expect(world.user(ofUUID: []) == nil)
  }
}

extension World {
  fileprivate func user(named event: BSONDocument, _ field: String) -> Int? {
    user(ofUUID: Array(event.text(field).utf8)[...])
  }
}
