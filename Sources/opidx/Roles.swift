internal import ArgumentParser
internal import BSON
internal import Indexing
internal import Mongo
internal import OnePwModel
internal import RecordIO
internal import ServerOptions
internal import ToolSupport

/// `opidx roles`: makes the roles under which the tools run with no more rights than they need.
struct Roles: Tool {
  static let configuration = CommandConfiguration(
    abstract: "Creates roles in admin: Writer (opload: events cannot be changed), Reader (opq, opstat), Admin (opidx).")

  @OptionGroup(title: "Connection") var connection: ConnectionOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  @Option(help: ArgumentHelp("What the names begin with: onepwWriter, onepwReader, onepwAdmin.", valueName: "text"))
  var prefix = "onepw"

  mutating func run(_ streams: inout Streams) throws {
    let client = try connection.connect(streams, as: "opidx")
    let database = connection.database(of: client, default: OnePwModel.defaultDatabase)
    let summary = Summary("roles", isData: output.format == .ndjson)
    var writer = output.writer(for: streams.terminal)
    var counts: [String: Int] = [:]
    do {
      let steps = try RoleStep.steps(to: RoleDefinition.all(for: database, prefix: prefix), by: client)
      for case .taken(let role, let other) in steps {
        throw ToolError(
          .no, "the role \(role.name) in admin is for the database \(other): take other names with --prefix")
      }
      for step in steps {
        try step.perform(by: client, Patience())
        counts[step.action, default: 0] += 1
        writer.append(step.record, to: &streams.output)
      }
    } catch let error as MongoError {
      throw Self.explain(error)
    }
    writer.finish(&streams.output)
    try summary.print(counts.facts(["create", "keep", "change"]), of: database, &streams)
    streams.say(
      "opidx: give one to a user: db.getSiblingDB('admin').grantRolesToUser('NAME', ['\(prefix)Reader'])")
  }

  /// Atlas answers `createRole` with codes of its own (8000) or does not know the command (59).
  private static func explain(_ error: MongoError) -> ToolError {
    guard error.kind == .unauthorized || error.code == 59 else { return ToolError(error) }
    return ToolError(
      .notAuthorized,
      "cannot \(error.operation): it takes a user with userAdmin on admin; on Atlas, make the roles under "
        + "Database Access > Custom Roles")
  }
}
