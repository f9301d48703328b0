import Foundation
import Subprocess
import TestServer
import Testing

/// A certificate authority of a test's own, and what it signs.
struct TestCertificates {
  /// Debian's is where every tool of the system finds it; a test that wants it says so when it is skipped.
  static let canBeMade = access("/usr/bin/openssl", X_OK) == 0

  private let folder: String

  init() async throws {
    folder = try temporaryFolder()
    try await openssl(["req", "-x509", "-subj", "/CN=the tests' own authority", "-days", "2"] + newKey("authority"))
  }

  /// The authority's own certificate, for `tlsCAFile`.
  var authority: String { "\(folder)/authority.pem" }

  /// Signs a certificate and gives the path of a file that holds it and its key.
  ///
  /// - Parameters:
  ///   - name: Whom it is for, as in `IP:127.0.0.1` or `DNS:elsewhere.example`.
  ///   - days: For how long it is good from now on; less than 0 for one that has expired.
  func sign(_ name: String, days: Int = 2) async throws -> String {
    let request = ["req", "-new", "-subj", "/CN=a server of the tests", "-addext", "subjectAltName=\(name)"]
    try await openssl(request + newKey("server"))
    try await openssl([
      "x509", "-req", "-in", "\(folder)/server.pem", "-copy_extensions", "copy", "-days", "\(days)",
      "-CA", authority, "-CAkey", "\(folder)/authority.key", "-CAcreateserial", "-out", "\(folder)/signed.pem",
    ])
    let parts = try ["server.key", "signed.pem"].map { try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }
    let path = "\(folder)/\(UUID()).pem"
    try parts.joined().write(toFile: path, atomically: false, encoding: .utf8)
    return path
  }

  private func newKey(_ name: String) -> [String] {
    [
      "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
      "-keyout", "\(folder)/\(name).key", "-out", "\(folder)/\(name).pem",
    ]
  }

  private func openssl(_ arguments: [String]) async throws {
    let result = try await run(
      .name("openssl"), arguments: Arguments(arguments), output: .discarded, error: .string(limit: 65_536))
    try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
  }
}
