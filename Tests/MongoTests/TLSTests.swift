import Foundation
import Mongo
import TestServer
import Testing

@Suite(
  "A server with TLS", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"),
  .enabled(if: TestCertificates.canBeMade, "needs openssl"))
struct TLSTests {
  @Test("is trusted by its authority's word for its host, and by nothing less")
  func trust() async throws {
    let ours = try await TestCertificates()
    let others = try await TestCertificates()
    let server = try start(try await ours.sign("IP:127.0.0.1"), ours)
    defer { server.stop() }
    #expect(refusal(of: uri(server, trusting: ours.authority), patience: 10_000) == nil)

    let another = try #require(refusal(of: uri(server, trusting: others.authority)))
    #expect(another.kind == .unreachable && another.message.contains("TLS"), "\(another.message)")
    let system = try #require(refusal(of: "\(server.uri)/?tls=true"))
    #expect(system.kind == .unreachable && system.message.contains("TLS"), "\(system.message)")
    let missing = try #require(refusal(of: uri(server, trusting: "/nowhere/ca.pem")))
    #expect(missing.kind == .unreachable, "\(missing.message)")
    let plain = try #require(refusal(of: server.uri))
    #expect(plain.kind == .unreachable, "\(plain.message)")
  }

  @Test("is not trusted under a name that its certificate does not hold")
  func wrongHost() async throws {
    let ours = try await TestCertificates()
    let server = try start(try await ours.sign("DNS:elsewhere.example"), ours)
    defer { server.stop() }
    let error = try #require(refusal(of: uri(server, trusting: ours.authority)))
    #expect(error.kind == .unreachable && error.message.contains("TLS"), "\(error.message)")
    // Who says so is let in all the same.
    let careless = uri(server, trusting: ours.authority) + "&tlsAllowInvalidHostnames=true"
    #expect(refusal(of: careless, patience: 10_000) == nil)
  }

  @Test("is not trusted when its certificate has expired")
  func expired() async throws {
    let ours = try await TestCertificates()
    let expired = try await ours.sign("IP:127.0.0.1", days: -1)
    let error = try handshake(with: expired, trusting: ours.authority)
    #expect(error?.kind == .unreachable && error?.message.contains("TLS") == true, "\(error?.message ?? "")")
    // With a good one the handshake succeeds, and what is missing is a MongoDB server behind it.
    let control = try handshake(with: try await ours.sign("IP:127.0.0.1"), trusting: ours.authority)
    #expect(control?.kind == .unreachable && control?.message.contains("TLS") == false, "\(control?.message ?? "")")
  }

  /// What comes of speaking to openssl's server, for mongod does not start with a certificate that has expired.
  private func handshake(with certificate: String, trusting authority: String) throws -> MongoError? {
    // A port that was free a moment ago, and no other test's.
    let gone = try TestServer.start()
    gone.stop()
    let other = Process()
    other.executableURL = URL(filePath: "/usr/bin/openssl")
    // -www: otherwise it ends the connection with its standard input, perhaps before the handshake.
    other.arguments = ["s_server", "-accept", "127.0.0.1:\(gone.port)", "-cert", certificate, "-www"]
    other.standardInput = FileHandle.nullDevice
    let output = Pipe()
    other.standardOutput = output
    other.standardError = output
    try other.run()
    // The child inherits this thread's signal mask, which holds SIGTERM back.
    defer {
      kill(other.processIdentifier, SIGKILL)
      other.waitUntilExit()
    }
    var said = ""
    while !said.contains("ACCEPT") {
      let more = output.fileHandleForReading.availableData
      try #require(!more.isEmpty, "\(said)")
      said += String(decoding: more, as: UTF8.self)
    }
    return refusal(of: uri(gone, trusting: authority), patience: 3_000)
  }

  /// Newer servers do not start without an authority, even when they ask nobody for a certificate (SERVER-72839).
  private func start(_ certificate: String, _ authority: TestCertificates) throws -> TestServer {
    try TestServer.start(arguments: [
      "--tlsMode", "requireTLS", "--tlsCertificateKeyFile", certificate, "--tlsCAFile", authority.authority,
      "--tlsAllowConnectionsWithoutCertificates",
    ])
  }

  private func uri(_ server: TestServer, trusting authority: String) -> String {
    "\(server.uri)/?tls=true&tlsCAFile=\(authority)"
  }
}
