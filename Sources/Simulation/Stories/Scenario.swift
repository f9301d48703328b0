/// An attack that can be played into a world: a story that the detection of the same name has to find, and one just
/// short of it that the detection must leave alone.
package struct Scenario: Sendable {
  package let name: String
  /// The story in a sentence.
  package let summary: String
  /// MITRE ATT&CK techniques.
  package let attack: [String]
  /// What varies in the story.
  package let parameters: [ScenarioParameter]
  /// What the near miss lacks.
  package let nearMiss: String
  /// Days of history that the story needs before its own.
  let history: Int
  let play: @Sendable (inout Stage) throws(WorldError) -> Void
  let playNearMiss: @Sendable (inout Stage) throws(WorldError) -> Void

  init(
    _ name: String, _ summary: String, attack: [String], parameters: [ScenarioParameter] = [], nearMiss: String,
    history: Int = 0,
    play: @escaping @Sendable (inout Stage) throws(WorldError) -> Void,
    playNearMiss: @escaping @Sendable (inout Stage) throws(WorldError) -> Void
  ) {
    self.name = name
    self.summary = summary
    self.attack = attack
    self.parameters = parameters
    self.nearMiss = nearMiss
    self.history = history
    self.play = play
    self.playNearMiss = playNearMiss
  }
}

extension Scenario {
  /// Every scenario, in the order of the query catalogue.
  package static let all: [Scenario] = signIn + administration + dataTheft

  /// In the order in which they choose their actors: few can play in the last one, so that it chooses first.
  static let casting = [firstSeenItems] + all.dropLast()

  private static let signIn: [Scenario] = [
    bruteForce, bruteForceByIP, passwordSpray, failuresThenSuccess, mfaFatigue, impossibleTravel, newIPSignIns,
    newCountrySignIns, unusualClients, blockedSignIns, firewallReportedSuccesses,
  ]
  private static let administration: [Scenario] = [
    ssoChanges, firewallChanges, accountMFADisabled, userMFAChanges, manualInvites, serviceAccountsCreated,
    serviceAccountTokenActivity, vaultAccessChanges, selfGrantedVaultAccess, selfGroupEscalation, newDevices,
    recoveryEvents, travelModeChanges,
  ]
  private static let dataTheft: [Scenario] = [
    secretExtraction, vaultExports, itemExports, exportByNewUser, exportBeforeSuspension, bulkReveal, bulkCopy,
    massDeletion, massSharing, firstSeenItems,
  ]
}
