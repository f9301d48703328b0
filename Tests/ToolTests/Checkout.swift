import Foundation

/// The folder that Package.swift is in.
let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// The text of a file of the checkout.
func text(of path: String) throws -> String {
  try String(contentsOf: checkout.appending(path: path), encoding: .utf8)
}
