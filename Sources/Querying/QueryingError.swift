internal import BSON
package import Mongo

/// Why a question was not answered.
package enum QueryingError: Error, Sendable, Equatable {
  /// The command line asks for something that there is not; the sentence names what there is.
  case usage(String)
  /// A query file is not one; each problem names its place.
  case file(String, problems: [String])
  /// A file could not be read or written.
  case inputOutput(String)
  /// Another reader holds the cursor file.
  case locked(String)
  case server(MongoError)
}
