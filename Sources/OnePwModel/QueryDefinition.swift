public import BSON

/// A named question: an aggregation pipeline with typed parameters, and what a person has to know about its answer.
///
/// One JSON file each; onepw-queries(7) describes the form. Files in `Queries/` are embedded in the binary.
public struct QueryDefinition: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case events, directory, analytics, compliance, detection, hygiene, quality

    /// What a list of queries calls the group.
    public var title: String {
      switch self {
      case .events: "Events, newest first"
      case .directory: "Directory"
      case .analytics: "Analytics"
      case .compliance: "Compliance"
      case .detection: "Detections"
      case .hygiene: "Account hygiene"
      case .quality: "Data quality"
      }
    }
  }

  public enum Severity: String, Sendable, CaseIterable { case info, low, medium, high, critical }

  /// Arguments that a person would give, and the index that serves the query with them.
  public struct Example: Sendable {
    /// Values by parameter name, as JSON has them: `{"since": "30d", "min": 5}`.
    public let arguments: BSONDocument
    /// The keys of the index, `{"category": 1, "timestamp": -1}`; nil for queries that may read a whole collection.
    public let index: BSONDocument?
  }

  public let name: String
  public let summary: String
  /// Where the pipeline starts.
  public let collection: String
  public let kind: Kind
  /// What a detection watches: `sign-in`, `administration` or `data-theft`.
  public let group: String?
  public let severity: Severity?
  /// ATT&CK technique ids.
  public let attack: [String]
  /// The published rule or document that it follows.
  public let source: String?
  /// What else may look like it.
  public let falsePositives: [String]
  public let parameters: [QueryParameter]
  public let pipeline: [BSONDocument]
  public let examples: [Example]
  /// The file itself, every fact of it.
  public let document: BSONDocument

  public func parameter(named name: String) -> QueryParameter? { parameters.first { $0.name == name } }

  /// A parameter that the runner gives to every query: how many uuids a finding lists.
  public static let sampleParameter = "sample"
}

/// Why a query file cannot be used: everything that is wrong with it, each in a sentence that names the place.
public struct QueryDefinitionError: Error, Sendable, Equatable {
  public let problems: [String]
}
