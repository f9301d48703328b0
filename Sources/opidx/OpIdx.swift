internal import ArgumentParser
internal import ToolSupport

/// `opidx` makes a database's indexes those of the catalogue, and says beforehand what that takes.
@main struct OpIdx: ParsableCommand, Tool {
  static let configuration = CommandConfiguration(
    commandName: "opidx",
    abstract: "Makes the indexes of a 1Password events database what the catalogue says.",
    version: toolkitVersion,
    subcommands: [Apply.self, Plan.self, Check.self, Advise.self, Drop.self, Roles.self, Shard.self],
    defaultSubcommand: Apply.self)
}

extension OpIdx {
  mutating func run(_ streams: inout Streams) throws { throw CleanExit.helpRequest(self) }
}
