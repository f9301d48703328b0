import Mongo
import Testing

@Suite("A connection string")
struct MongoAddressTests {
  @Test(
    "names its servers, without credentials, database and options",
    arguments: [
      ("mongodb://127.0.0.1:27017", "127.0.0.1:27017"),
      ("mongodb://127.0.0.1", "127.0.0.1"),
      ("mongodb://a:1,b:2,c/?replicaSet=x", "a:1,b:2,c"),
      ("mongodb://u:p@a:1,b:2/db?appName=x", "a:1,b:2"),
      ("mongodb://u:p%40ss%2Fword%3F@a/db", "a"),
      ("mongodb://u:base64==@a", "a"),
      ("mongodb://a?tls=true", "a"),
      ("mongodb://a/?tls=true&tlsCertificateKeyFilePassword=p@ss", "a"),
      ("mongodb+srv://u:p@cluster.example.com/db", "cluster.example.com"),
      ("mongodb://u:p@[::1]:27017/db", "[::1]:27017"),
      // As characters, no @ and no comma stands here.
      ("mongodb://u:geheim@\u{200D}a:1/", "\u{200D}a:1"), ("mongodb://u:geheim\u{600}@a:1/", "a:1"),
    ])
  func servers(text: String, servers: String) {
    let address = MongoAddress(text)
    #expect(address.servers == servers)
    #expect(address.hosts == servers.split(separator: ",").map(String.init))
    #expect(!address.hasStrayDelimiters)
  }

  @Test("means a replica set when it names one or several servers")
  func replicaSet() {
    #expect(MongoAddress("mongodb://a,b").isReplicaSet)
    #expect(MongoAddress("mongodb://a/?REPLICASET=x").isReplicaSet)
    #expect(!MongoAddress("mongodb://u:replicaSet=x@a/").isReplicaSet)
  }

  @Test("leads to one member directly, with the same credentials, database and other options")
  func direct() {
    let set = MongoAddress("mongodb://u:p%40ss@a:1,b:2/db?replicaSet=x&tls=true&readPreference=secondary")
    #expect(set.direct(to: "b:2").text == "mongodb://u:p%40ss@b:2/db?tls=true&directConnection=true")
    #expect(MongoAddress("mongodb://a,b").direct(to: "b").text == "mongodb://b/?directConnection=true")
    #expect(MongoAddress("mongodb://a?tls=true").direct(to: "b").text == "mongodb://b/?tls=true&directConnection=true")
  }

  @Test(
    "found by DNS leads to its members with TLS and the same authSource, unless it says otherwise",
    arguments: [
      ("u:p@c/db", "u:p@h:1/db?tls=true&authSource=admin"), ("u:p@c", "u:p@h:1/?tls=true&authSource=admin"),
      ("c/db", "h:1/db?tls=true"), ("u:p@c/?tls=false", "u:p@h:1/?tls=false&authSource=admin"),
      ("u:p@c/?SSL=false&authsource=x", "u:p@h:1/?SSL=false&authsource=x"),
      ("u:p@c/?tlsInsecure=true&authSource=x&srvMaxHosts=1", "u:p@h:1/?tlsInsecure=true&authSource=x&tls=true"),
    ])
  func implied(text: String, direct: String) {
    let address = MongoAddress("mongodb+srv://" + text).direct(to: "h:1", authSource: "admin")
    #expect(address.text == "mongodb://\(direct)&directConnection=true")
  }

  @Test(
    "that cannot be read without doubt is refused, and no part of its password is told",
    arguments: [
      "mongodb://user:p@geheim@host", "mongodb://user:p@geheim/word@host", "mongodb://user:geheim/word@host",
      "mongodb://user:12/geheim@host", "mongodb://user:geheim?x@host", "mongodb://user:geheim?x=y@host",
      "mongodb://user:p@geheim/wo?rd@host/?appName=x", "mongodb://p@geheim:user@host/db",
      "mongodb://user:gehe%zim@host", "mongodb://user:geheim", "mongodb://user:geheim@host:99999",
      "mongodb://user:geheim@", "postgres://user:geheim@host", "user:geheim@host", "geheim", "",
      "mongodb://user:geheim@a,b/?directConnection=true", "mongodb://user:geheim@host/?tls=true&ssl=false",
      "mongodb+srv://user:geheim@nowhere",
    ])
  func malformed(text: String) {
    let error = #expect(throws: MongoError.self) {
      _ = try MongoClient(address: MongoAddress(text), applicationName: "tests").address
    }
    #expect(error?.kind == .address)
    #expect(error?.message.contains("geheim") == false && error?.message.contains("percent-encoded") == true)
  }
}
