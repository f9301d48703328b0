package import Mongo
package import RecordIO

/// What ends a load before its input does.
package enum LoadError: Error, Equatable, Sendable {
  case server(MongoError)
  case input(InputError)
  case rejects(OutputError)
}
