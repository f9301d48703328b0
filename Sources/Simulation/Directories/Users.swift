extension World {
  func writeUser(_ user: Int, _ writer: inout LineWriter) {
    let isPerson = user < organisation.people
    writer.put("{\"uuid\":\"")
    writer.put(userIdentifier(user), .upper)
    writer.put("\",\"email\":\"")
    putEmail(user, &writer)
    writer.put("\",\"name\":\"")
    putName(user, &writer)
    writer.put(isPerson && organisation.isSuspended(user) ? "\",\"is_active\":false" : "\",\"is_active\":true")
    writer.put(",\"created_at\":")
    writer.put(date: userCreated(user))
    writer.put(",\"last_seen\":")
    writer.put(date: lastSeen(user))
    writer.put(",\"role\":\"")
    writer.put(role(of: user))
    writer.put("\",\"custom_fields\":{\"department\":\"")
    writer.put(isPerson ? Organisation.departments[organisation.department(of: user)] : "Operations")
    writer.put(isPerson ? "\",\"employee_id\":\"EMP" : "\",\"employee_id\":\"SVC")
    writer.put(1000 + user)
    writer.put("\",\"security_clearance\":\"")
    writer.put(clearance(of: user))
    writer.put("\"}}\n")
  }

  private func role(of user: Int) -> StaticString {
    if user >= organisation.people { return "member" }
    if organisation.isOwner(user) { return "owner" }
    if organisation.isAdministrator(user) { return "admin" }
    return organisation.isGuest(user) ? "guest" : "member"
  }

  private func clearance(of user: Int) -> StaticString {
    if user >= organisation.people { return "service" }
    if organisation.isAdministrator(user) { return "admin" }
    return organisation.isGuest(user) ? "basic" : userDraw(user, 14) & 7 == 0 ? "elevated" : "standard"
  }
}
