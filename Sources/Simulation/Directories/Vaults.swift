extension World {
  @inline(__always) func vaultIdentifier(_ vault: Int) -> Identifier { Identifier(keys.vaults, vault) }

  /// A manager of the vault's department.
  func vaultOwner(_ vault: Int) -> Int {
    organisation.manager(in: access.department(of: vault), draw(keys.vaults, vault).again(1))
  }

  func vaultCreated(_ vault: Int) -> Milliseconds {
    let owner = userCreated(vaultOwner(vault))
    return owner + Milliseconds(draw(keys.vaults, vault).again(2).unit * 0.8 * Double(Founding.last - owner))
  }

  /// When a user was let into a vault: after both were there, before any window.
  func granted(_ user: Int, _ vault: Int) -> Milliseconds {
    let (owner, created) = (vaultOwner(vault), vaultCreated(vault))
    if user == owner { return created }
    let both = max(created, userCreated(user))
    return both + Milliseconds(draw(keys.vaults &+ UInt64(vault), user).again(3).unit * Double(Founding.last - both))
  }

  func writeVault(_ vault: Int, _ writer: inout LineWriter) {
    let draw = draw(keys.vaults, vault).again(4)
    let owner = vaultOwner(vault)
    let department = Organisation.departments[access.department(of: vault)]
    let purpose = VaultNames.purposes.chosen(draw)
    writer.put("{\"uuid\":\"")
    writer.put(vaultIdentifier(vault), .lower)
    writer.put("\",\"name\":\"")
    writer.put(department)
    writer.put(" ")
    writer.put(purpose.name)
    writer.put(" ")
    writer.put(vault / 10 + 1)
    writer.put("\",\"description\":\"")
    writer.put(purpose.description)
    writer.put(" of ")
    writer.put(department)
    writer.put("\",\"is_shared\":")
    let isShared = (0..<Access.levels).contains { level in
      access.users(of: vault, level: level).contains { $0 != owner }
    }
    writer.put(isShared ? "true,\"created_by\":\"" : "false,\"created_by\":\"")
    writer.put(userIdentifier(owner), .upper)
    writer.put("\",\"created_at\":")
    writer.put(date: vaultCreated(vault))
    writer.put(",\"permissions\":[")
    putPermission(owner, vault, "owner", &writer)
    for level in 0..<Access.levels {
      for user in access.users(of: vault, level: level)
      where user != owner && !access.isMember(user, of: vault, below: level) {
        writer.put(",")
        putPermission(user, vault, vaultRole(user, level), &writer)
      }
    }
    writer.put("],\"custom_fields\":{\"vault_type\":\"")
    writer.put(isShared ? purpose.type : "Private")
    writer.put("\",\"compliance_level\":\"")
    writer.put((["standard", "standard", "enhanced", "strict"] as [StaticString]).chosen(draw.again(1)))
    writer.put(draw.again(2) & 1 == 0 ? "\",\"auto_lock\":true}}\n" : "\",\"auto_lock\":false}}\n")
  }

  private func putPermission(_ user: Int, _ vault: Int, _ role: StaticString, _ writer: inout LineWriter) {
    writer.put("{\"user_uuid\":\"")
    writer.put(userIdentifier(user), .upper)
    writer.put("\",\"role\":\"")
    writer.put(role)
    writer.put("\",\"granted_at\":")
    writer.put(date: granted(user, vault))
    writer.put("}")
  }

  /// What somebody may do in a vault that they open at a level: a viewer changes nothing and lets nobody in.
  private func vaultRole(_ user: Int, _ level: Int) -> StaticString {
    let isOwn = level < Access.ownLevels
    if user < organisation.people && (organisation.isAdministrator(user) || isOwn && organisation.isManager(user)) {
      return "admin"
    }
    return isOwn ? "member" : "viewer"
  }
}

private enum VaultNames {
  struct Purpose {
    let name: StaticString
    let description: StaticString
    let type: StaticString
  }

  static let purposes: [Purpose] = [
    Purpose(name: "Shared", description: "Everyday logins", type: "Team"),
    Purpose(name: "Production", description: "Live systems", type: "Infrastructure"),
    Purpose(name: "Staging", description: "Test systems", type: "Infrastructure"),
    Purpose(name: "Vendors", description: "Suppliers and partners", type: "Team"),
    Purpose(name: "Break Glass", description: "Emergency accounts", type: "Restricted"),
    Purpose(name: "Automation", description: "Secrets for integrations", type: "Infrastructure"),
    Purpose(name: "Records", description: "Cards, licences and documents", type: "Team"),
    Purpose(name: "Projects", description: "Accounts of current projects", type: "Project"),
  ]
}
