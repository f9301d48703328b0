import BSON
import Simulation
import Testing

/// What 1Password publishes of its feed, beside what a world says.
@Suite("A world's words")
struct VocabularyTests {
  /// Object types and the actions that exist on them.
  static let actions: [String: String] = [
    "account": """
    updatfw disblmfa enblmfa updatmfa activate update convert enblduo updatduo disblduo uisas vrfydmn uvrfydmn dvrfydmn
    changenm
    """.replacing("\n", with: " "),
    "user": """
    activate suspend delete enblmfa updatmfa disblmfa create update reactive beginr completr cancelr changemp changesk
    changeks changenm changela trvlaway trvlback upguest convert provsn sendts resendts tdvcsso sdvcsso
    """.replacing("\n", with: " "),
    "device": "create patch reauth dealldev update delete deolddev",
    "group": "create delete update activate suspend changeks purge",
    "gm": "join role leave", "uva": "grant revoke update", "gva": "grant revoke update",
    "vault": "export create update updatea delete activate", "items": "patch purge replace",
    "item": "share delshare update", "invite": "create update delete", "sa": "create update delete",
    "satoken": "create trename tverify trevoke update delete",
    "sso": "enblsso disblsso chngpsso chngasso chngdsso addgsso delgsso", "dlgdsess": "dlgsess create delete",
    "ssotkn": "ssotknv revoke", "report": "view export", "ec": "begin propose verify complete cancel",
    "file": "create update delete", "slackapp": "create update delete", "template": "create update delete",
    "card": "create update delete", "pm": "create update delete", "sub": "create update delete",
    "famchild": "create update delete", "miguser": "create update delete", "vaultkey": "create update delete",
    "itemhist": "create update delete",
  ]

  /// Categories of sign-in attempts and their types.
  static let types: [String: String] = [
    "success": "credentials_ok mfa_ok", "firewall_reported_success": "credentials_ok mfa_ok",
    "credentials_failed": "password_secret_bad",
    "mfa_failed":
      "mfa_missing totp_disabled totp_bad totp_timeout u2f_disabled u2f_bad u2f_timout duo_disabled duo_bad duo_timeout duo_native_bad",
    "sso_failed":
      "service_account_sso_denied non_sso_user sso_user_mismatch platform_secret_disabled platform_secret_bad platform_secret_proxy code_disabled code_bad code_timeout",
    "firewall_failed": "ip_blocked continent_blocked country_blocked anonymous_blocked all_blocked",
    "modern_version_failed": "modern_version_missing modern_version_old",
  ]

  private func exists(_ word: String, in list: String?) -> Bool {
    list?.split(separator: " ").contains { $0 == word } ?? false
  }

  @Test("are actions on object types that they exist for", arguments: [1, 42] as [UInt64])
  func actions(_ seed: UInt64) throws {
    let (played, _) = try GeneratedWorld.played(["all": 1], seed: seed)
    var seen: Set<String> = []
    for event in try GeneratedWorld(seed: seed, scale: 0.4).documents(.audit) + played.documents(.audit) {
      let (action, type) = (event.text("action"), event.text("object_type"))
      #expect(exists(action, in: Self.actions[type]), "\(action) on \(type)")
      seen.insert("\(action) \(type)")
    }
    #expect(seen.count > 60)
  }

  @Test("are types of sign-in attempts in their categories", arguments: [1, 42] as [UInt64])
  func types(_ seed: UInt64) throws {
    let (played, _) = try GeneratedWorld.played(["all": 1], seed: seed)
    var (seen, kinds): (Set<String>, Set<String>) = ([], [])
    for attempt in try GeneratedWorld(seed: seed, scale: 0.4).documents(.signIns) + played.documents(.signIns) {
      let (category, type) = (attempt.text("category"), attempt.text("type"))
      #expect(exists(type, in: Self.types[category]), "\(type) in \(category)")
      // What a firewall's rule matched is told, and nothing else.
      #expect((attempt.value(at: "details.value") != nil) == category.hasPrefix("firewall"))
      #expect(
        (type == "service_account_sso_denied")
          == attempt.text("target_user.email").hasSuffix("@1passwordserviceaccounts.com"))
      seen.insert(category)
      kinds.insert(type)
    }
    #expect(kinds.contains("service_account_sso_denied"))
    #expect(seen == Set(Self.types.keys))
  }

  @Test("say failure as often as asked for", arguments: [0, 0.25, 0.76, 1])
  func failures(_ rate: Double) throws {
    let generated = try GeneratedWorld { $0.failuresPerMillion = Int(rate * 1_000_000) }
    let attempts = try generated.documents(.signIns)
    let failures = attempts.count { !$0.text("category").contains("success") }
    #expect(abs(Double(failures) - rate * Double(attempts.count)) <= 1)
  }
}
