internal import ArgumentParser
internal import Simulation

/// The collections: naming one sets its size and selects it.
struct CollectionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("People, service accounts and the SCIM bridge.", valueName: "n")) var users: Int?
  @Option(help: ArgumentHelp("Devices.", valueName: "n")) var devices: Int?
  @Option(help: ArgumentHelp("Vaults with their permissions.", valueName: "n")) var vaults: Int?
  @Option(help: ArgumentHelp("Items in vaults.", valueName: "n")) var items: Int?
  @Option(help: ArgumentHelp("Audit events.", valueName: "n")) var audit: Int?
  @Option(help: ArgumentHelp("Item usages.", valueName: "n")) var usages: Int?
  @Option(help: ArgumentHelp("Sign-in attempts.", valueName: "n")) var signins: Int?
  @Flag(help: "Sessions: one for each sign-in that gets in.") var sessions = false
  @Flag(help: "The gazetteer: cities with coordinates and time zones.") var locations = false

  /// What is written, in the order it is written.
  var selection: [WorldCollection] {
    let named: [WorldCollection: Bool] = [
      .locations: locations, .users: users != nil, .devices: devices != nil, .vaults: vaults != nil,
      .items: items != nil,
      .sessions: sessions, .signIns: signins != nil, .audit: audit != nil, .usages: usages != nil,
    ]
    let selection = WorldCollection.allCases.filter { named[$0] == true }
    return selection.isEmpty ? WorldCollection.allCases : selection
  }

  /// What is written of a company that goes on: the event streams that are named, or all of them and their sessions.
  /// Directories' options give the company its size.
  var liveSelection: [WorldCollection] {
    let named = [(WorldCollection.signIns, signins != nil), (.audit, audit != nil), (.usages, usages != nil)]
      .filter(\.1).map(\.0)
    if named.isEmpty { return [.sessions] + WorldCollection.events }
    return (sessions ? [.sessions] : []) + named
  }

  func apply(to sizes: inout WorldParameters.Sizes) {
    sizes.users = users ?? sizes.users
    sizes.devices = devices ?? sizes.devices
    sizes.vaults = vaults ?? sizes.vaults
    sizes.items = items ?? sizes.items
    sizes.audit = audit ?? sizes.audit
    sizes.usages = usages ?? sizes.usages
    sizes.signIns = signins ?? sizes.signIns
  }
}
