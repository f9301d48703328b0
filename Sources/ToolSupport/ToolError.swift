/// The end of a tool: a status, and one clear sentence about what went wrong and what to do. An empty message says nothing.
package struct ToolError: Error, Equatable, Sendable {
  package let status: ExitStatus
  package let message: String

  package init(_ status: ExitStatus, _ message: String = "") {
    self.status = status
    self.message = message
  }
}
