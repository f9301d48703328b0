/// The known values of a field. Sources: the Events API 1.2.0 reference, and 1.4.1 for the additions.
public struct Enumeration: Sendable, Hashable {
  public let name: String
  /// The values of 1.2.0, which opgen emits.
  public let values: [String]
  /// Values that 1.4.1 added: known, so no report calls them unknown, but not generated.
  public let additions: [String]

  public var known: [String] { values + additions }

  init(_ name: String, _ values: String, additions: String = "") {
    self.name = name
    self.values = values.split(whereSeparator: \.isWhitespace).map(String.init)
    self.additions = additions.split(whereSeparator: \.isWhitespace).map(String.init)
  }
}

extension Enumeration {
  public static let auditAction = Enumeration(
    "audit_action",
    """
    activate update delete convert enblduo updatduo disblduo rdmchild detchild dlgsess create deolddev dealldev reauth
    begin complete propose updatfw join leave role purge view export replace grant revoke share delshare uisas enblmfa
    updatmfa disblmfa musercom muserdec sendpkg resendts prsndall trename tverify trevoke ssotknv enblsso disblsso
    chngpsso chngasso chngdsso delgsso addgsso cancel hide unhide upguest verify reactive suspend beginr provsn sendts
    unknown completr cancelr trvlaway trvlback changeks changemp changesk changenm changela tdvcsso sdvcsso patch
    updatea vrfydmn uvrfydmn dvrfydmn
    """, additions: "expire launchi unlink")

  public static let auditObjectType = Enumeration(
    "audit_object_type",
    """
    account user device group gm vault item items itemhist vaultkey template uva gva invite ec miguser sso sub card pm
    slackapp file famchild sa satoken dlgdsess ssotkn report
    """, additions: "cred mngdacc")

  public static let usageAction = Enumeration(
    "usage_action",
    """
    fill reveal secure-copy enter-item-edit-mode export share select-sso-provider server-create server-update
    server-fetch
    """, additions: "other")

  public static let signInCategory = Enumeration(
    "sign_in_category",
    """
    success credentials_failed mfa_failed sso_failed firewall_failed firewall_reported_success modern_version_failed
    """)

  public static let signInType = Enumeration(
    "sign_in_type",
    """
    credentials_ok mfa_ok password_secret_bad mfa_missing totp_disabled totp_bad totp_timeout u2f_disabled u2f_bad
    u2f_timout duo_disabled duo_bad duo_timeout duo_native_bad service_account_sso_denied non_sso_user
    sso_user_mismatch platform_secret_disabled platform_secret_bad platform_secret_proxy code_disabled code_bad
    code_timeout ip_blocked continent_blocked country_blocked anonymous_blocked all_blocked modern_version_missing
    modern_version_old
    """, additions: "federated u2f_timeout")

  public static let userRole = Enumeration("user_role", "owner admin member guest")
  public static let vaultRole = Enumeration("vault_role", "owner admin member viewer")

  public static let all: [Enumeration] = [
    auditAction, auditObjectType, usageAction, signInCategory, signInType, userRole, vaultRole,
  ]
}
