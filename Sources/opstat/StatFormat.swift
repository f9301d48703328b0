internal import ArgumentParser

/// How opstat writes a sample. Not the tables of columns that other tools have: its records differ in kind.
enum StatFormat: String, ExpressibleByArgument, CaseIterable {
  case ndjson, table, openmetrics
}
