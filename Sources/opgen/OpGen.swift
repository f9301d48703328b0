internal import ArgumentParser
internal import Glibc
internal import RecordIO
internal import Simulation
internal import ToolSupport

/// `opgen` writes a believable company's 1Password data, the same bytes for the same options.
@main
struct OpGen: Tool {
  static let configuration = CommandConfiguration(
    commandName: "opgen",
    abstract: "Write synthetic 1Password Events API data as NDJSON.",
    discussion: """
      Without a collection named, the full set is written: directories first, then events. A collection named by its option is
      set to that size and only what is named is written; its references point into the same world, so that separate runs join up.
      The same seed, end and sizes give the same bytes, whatever the number of threads.
      """,
    version: toolkitVersion)

  @OptionGroup(title: "Collections") var collections: CollectionOptions
  @OptionGroup(title: "World") var world: WorldOptions
  @OptionGroup(title: "Scenarios") var scenarios: ScenarioOptions
  @OptionGroup(title: "Output") var writing: WritingOptions
  @OptionGroup(title: "Live") var live: LiveOptions
  @Flag(help: "Print the model (collections, fields, enumerations) as NDJSON, and nothing else.") var describe = false

  mutating func validate() throws {
    try world.validate()
    try scenarios.validate()
    try writing.validate()
    try live.validate()
    if !scenarios.requests.isEmpty {
      if live.follow { throw ValidationError("--scenario and --follow exclude each other: attacks need a past") }
      if writing.pages != nil {
        throw ValidationError("--scenario and --pages exclude each other: an attack's events would overfill the pages")
      }
    }
    if live.follow {
      if writing.pages != nil {
        throw ValidationError("--pages and --follow exclude each other: a live event waits for no page to fill")
      }
      if writing.slice != nil {
        throw ValidationError("--slice and --follow exclude each other: what goes on has no parts")
      }
    }
  }

  mutating func run(_ streams: inout Streams) throws {
    Signals.catchInterrupts()
    if scenarios.isList {
      for scenario in Scenario.all { streams.print(scenario.json) }
      return
    }
    if describe { return ModelDescription.print(on: &streams) }
    if live.follow { return try live.run(world.parameters(collections), writing.feed, &streams) }
    let selection = collections.selection
    let world = try world(for: selection)
    let slice = writing.part
    let plan = Plan(
      world, selection, merged: writing.merge, page: writing.feed.page, slice: slice.index, of: slice.count)
    try streams.output.flush()
    let sink = BlockSink(descriptor: streams.output.descriptor)
    let status = unsafe world.perform(plan, threads: writing.threadCount, feed: writing.feed) { block in
      unsafe sink.write(block)
    }
    switch status {
    case 0: return
    case EINTR: throw ToolError(.interrupted(signal: Signals.pending ?? SIGINT))
    case let code: throw OutputError(code: code, file: "standard output")
    }
  }

  /// The world with its scenarios, whose labels are written before the first event.
  private func world(for selection: [WorldCollection]) throws -> World {
    let parameters = try world.parameters(collections)
    do {
      try parameters.validate(for: selection)
      let quiet = try World(parameters)
      let counts = try scenarios.counts
      guard !counts.isEmpty else { return quiet }
      let stories = try Stories(counts, in: quiet, isExtended: writing.extendedJSON)
      if let path = scenarios.labels { try LabelFile.write(stories.labels, to: path) }
      return try World(parameters, stories: stories)
    } catch let error as WorldError {
      throw ToolError(.usage, error.message)
    }
  }
}
