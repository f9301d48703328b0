// swift-tools-version: 6.2
import PackageDescription

// Rows of Sources/README.md, bottom up: a target may depend on rows above its own line here, never on its own row.
let package = Package(
  name: "onepw-mongo",
  products: [
    .library(name: "OnePwModel", targets: ["OnePwModel"]),
    .executable(name: "opgen", targets: ["opgen"]),
    .executable(name: "opload", targets: ["opload"]),
    .executable(name: "opidx", targets: ["opidx"]),
    .executable(name: "opq", targets: ["opq"]),
    .executable(name: "opstat", targets: ["opstat"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    // Values.
    .target(name: "BSON"),

    // Nouns.
    .target(name: "OnePwModel", dependencies: ["BSON"], exclude: ["Queries"]),
    .target(name: "CPosix"),
    .target(name: "RecordIO", dependencies: ["BSON", "CPosix"]),
    .systemLibrary(
      name: "CMongo", pkgConfig: "libmongoc-1.0", providers: [.apt(["libmongoc-dev", "libbson-dev", "pkg-config"])]),
    .target(name: "Mongo", dependencies: ["BSON", "CMongo"]),

    // Verbs.
    .target(name: "Simulation", dependencies: ["BSON", "OnePwModel"]),
    .target(name: "Loading", dependencies: ["BSON", "OnePwModel", "RecordIO", "Mongo"]),
    .target(name: "Indexing", dependencies: ["BSON", "OnePwModel", "RecordIO", "Mongo"]),
    .target(name: "Querying", dependencies: ["BSON", "OnePwModel", "RecordIO", "Mongo"]),
    .target(name: "Measuring", dependencies: ["BSON", "OnePwModel", "RecordIO", "Mongo"]),

    // Manners.
    .target(
      name: "ToolSupport",
      dependencies: ["BSON", "RecordIO", "CPosix", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
    .target(
      name: "ServerOptions",
      dependencies: ["Mongo", "ToolSupport", .product(name: "ArgumentParser", package: "swift-argument-parser")]),

    // Tools.
    .tool("opgen", ["BSON", "OnePwModel", "CPosix", "RecordIO", "Simulation", "ToolSupport"]),
    .tool("opload", ["BSON", "OnePwModel", "RecordIO", "Mongo", "Loading", "ToolSupport", "ServerOptions"]),
    .tool("opidx", ["BSON", "OnePwModel", "RecordIO", "Mongo", "Indexing", "ToolSupport", "ServerOptions"]),
    .tool("opq", ["BSON", "OnePwModel", "RecordIO", "Mongo", "Querying", "ToolSupport", "ServerOptions"]),
    .tool(
      "opstat", ["BSON", "OnePwModel", "RecordIO", "Mongo", "Querying", "Measuring", "ToolSupport", "ServerOptions"]),

    // Benchmarks.
    .executableTarget(name: "bench-converter", dependencies: ["BSON", "CMongo"], path: "Benchmarks/Converter"),

    // What libFuzzer is given; the tests give it the corpora.
    .target(name: "FuzzTargets", dependencies: ["BSON", "OnePwModel", "Querying"], path: "Fuzz/Targets"),

    // Tests, one target a room.
    .testTarget(name: "BSONTests", dependencies: ["BSON", "CMongo"]),
    .testTarget(name: "OnePwModelTests", dependencies: ["BSON", "OnePwModel"]),
    .testTarget(name: "RecordIOTests", dependencies: ["BSON", "RecordIO"]),
    .testTarget(name: "SimulationTests", dependencies: ["BSON", "OnePwModel", "Simulation"]),
    .target(name: "TestServer", dependencies: ["BSON"], path: "Tests/TestServer"),
    .testTarget(
      name: "MongoTests",
      dependencies: ["BSON", "Mongo", "TestServer", .product(name: "Subprocess", package: "swift-subprocess")]),
    .testTarget(
      name: "LoadingTests", dependencies: ["BSON", "OnePwModel", "RecordIO", "Mongo", "Loading", "TestServer"]),
    .testTarget(
      name: "IndexingTests", dependencies: ["BSON", "OnePwModel", "RecordIO", "Mongo", "Indexing", "TestServer"]),
    .testTarget(
      name: "QueryingTests",
      dependencies: ["BSON", "OnePwModel", "RecordIO", "Mongo", "Querying", "Simulation", "TestServer"]),
    .testTarget(
      name: "MeasuringTests", dependencies: ["BSON", "OnePwModel", "RecordIO", "Mongo", "Measuring", "TestServer"]),
    .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets"]),
    .testTarget(
      name: "ToolTests",
      dependencies: [
        "BSON", "OnePwModel", "RecordIO", "Mongo", "Querying", "ToolSupport", "ServerOptions", "TestServer",
        "opgen", "opload", "opidx", "opq", "opstat",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ]),
  ]
)

// Without libFuzzer, which brings `main`, there is nothing to link it with: `scripts/fuzz` asks for it.
if Context.environment["ONEPW_FUZZ_BUILD"] != nil {
  package.targets.append(.executableTarget(name: "fuzz", dependencies: ["FuzzTargets"], path: "Fuzz/Entry"))
}

extension Target {
  static func tool(_ name: String, _ rooms: [Target.Dependency]) -> Target {
    .executableTarget(
      name: name, dependencies: rooms + [.product(name: "ArgumentParser", package: "swift-argument-parser")])
  }
}

/// Rooms whose loops work on raw memory, each saying why in a `SAFETY:` comment; all others that ship are checked.
let unchecked: Set<String> = ["BSON", "Mongo", "Simulation"]

for target in package.targets where target.type != .system && target.name != "CPosix" {
  target.swiftSettings = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
  ]
  // What has a path of its own lies in Tests/, Benchmarks/ or Fuzz/.
  if !unchecked.contains(target.name) && target.type != .test && target.path == nil {
    target.swiftSettings?.append(.strictMemorySafety())
  }
}
