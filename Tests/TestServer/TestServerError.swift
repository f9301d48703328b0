/// Why a server for the tests could not be had.
package enum TestServerError: Error, Equatable {
  /// Neither `$MONGOD` nor `.mongod/bin/mongod` above this file.
  case noMongod
  /// Another program had the port first.
  case portTaken(UInt16)
  /// The server ended before it took connections; `status` is `waitpid`'s.
  case left(status: Int32, lastWords: String)
  /// The server runs but took no connections in time.
  case silent(lastWords: String)
  /// The operating system refused a call; `code` is `errno`.
  case system(call: String, code: Int32)
  /// A command that the harness sent was answered with an error or not at all.
  case command(String)
}
