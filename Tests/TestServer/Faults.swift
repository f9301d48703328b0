import Glibc

/// How often each fault is tried, and the record of what came of it: `make check-faults`.
package enum Faults {
  /// One number a round: twenty with `ONEPW_FAULT_ROUNDS=20`, else one.
  package static let rounds = 0..<(getenv("ONEPW_FAULT_ROUNDS").flatMap { Int(String(cString: $0)) } ?? 1)

  /// Adds a round to the file that `ONEPW_FAULT_RECORD` names, if it names one: what happened to whom, and figures, with tabs between.
  ///
  /// - Parameters:
  ///   - lost: How many lines that went in did not come out; nil where none come out.
  ///   - doubled: How many came out once more than they went in.
  package static func record(_ fault: String, lost: Int? = nil, doubled: Int? = nil) {
    guard let path = getenv("ONEPW_FAULT_RECORD"), let file = fopen(path, "a") else { return }
    let figures = [lost, doubled].map { $0.map(String.init) ?? "-" }
    fputs("\(fault)\t\(figures.joined(separator: "\t"))\n", file)
    fclose(file)
  }
}
