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
    if describe && scenarios.isList {
      throw ValidationError("--describe and --list-scenarios each print one thing alone")
    }
    try world.validate()
    try scenarios.validate()
    try writing.validate()
    try live.validate()
    if live.follow { try validateLive() }
    if !scenarios.texts.isEmpty && writing.pages != nil {
      throw ValidationError("--scenario and --pages exclude each other: an attack's events would overfill the pages")
    }
    let events = collections.selection.filter(WorldCollection.events.contains)
    if events.isEmpty, let option = writing.changesOfEvents.first {
      throw ValidationError("\(option) changes how events are written, and none are to be")
    }
    if writing.late > 0 && !events.contains(.usages) {
      throw ValidationError("--late makes item usages late, and none are to be written")
    }
  }

  /// What goes on in real time takes no option that is about a past, about parts of it or about who writes them.
  private func validateLive() throws {
    let excluded: [(String, Bool, String)] = [
      ("--scenario", !scenarios.texts.isEmpty, "attacks need a past"),
      ("--end", world.end != nil, "what goes on has no end; --count stops it"),
      ("--days", world.days != nil, "it begins now"),
      ("--slice", writing.slice != nil, "what goes on has no parts"),
      ("--pages", writing.pages != nil, "a live event waits for no page to fill"),
      ("--late", writing.late > 0, "a live event is written when it happens"),
      ("--threads", writing.threads != nil, "one thread is enough for any --rate"),
      ("--merge", writing.merge, "live events always come merged"),
      ("--locations", collections.locations, "it writes events and the sessions they open"),
    ]
    if let (option, _, reason) = excluded.first(where: \.1) {
      throw ValidationError("\(option) and --follow exclude each other: \(reason)")
    }
  }

  mutating func run(_ streams: inout Streams) throws {
    Signals.catchInterrupts()
    if scenarios.isList {
      for scenario in Scenario.all { streams.print(scenario.json) }
      return
    }
    if describe { return ModelDescription.print(on: &streams) }
    if live.follow {
      return try live.run(world.parameters(collections), collections.liveSelection, writing.feed, &streams)
    }
    let selection = collections.selection
    let world = try world(for: selection)
    let slice = writing.part
    let plan = Plan(
      world, selection, merged: writing.merge, feed: writing.feed, slice: slice.index, of: slice.count)
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
      let requests = try scenarios.requests
      guard !requests.isEmpty else { return quiet }
      let stories = try Stories(requests, in: quiet, isExtended: writing.extendedJSON)
      if let path = scenarios.labels { try LabelFile.write(stories.labels, to: path) }
      return try World(parameters, stories: stories)
    } catch let error as WorldError {
      throw ToolError(.usage, error.message)
    }
  }
}
