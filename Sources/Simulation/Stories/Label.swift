/// What is true of one story: the detection that has to answer (or, for a near miss, must not), with which key, and
/// the events it is made of.
package struct Label: Sendable, Equatable {
  package let scenario: String
  package let isNearMiss: Bool
  package let attack: [String]
  /// The answer's own key: its fields that say what was found.
  package let key: [String: String]
  package let first: Milliseconds
  package let last: Milliseconds
  package let events: [String]

  /// One line of NDJSON, without its newline.
  package var json: String {
    func list(_ values: [String]) -> String { "[" + values.map { "\"\($0)\"" }.joined(separator: ",") + "]" }
    let key = key.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }.joined(separator: ",")
    return """
      {"scenario":"\(scenario)","near_miss":\(isNearMiss),"attack":\(list(attack)),"key":{\(key)},\
      "first":\(jsonDate(first)),"last":\(jsonDate(last)),"events":\(list(events))}
      """
  }
}

/// A date as plain JSON has it, with its quotation marks.
func jsonDate(_ time: Milliseconds) -> String { jsonText(isExtended: false) { $0.put(date: time) } }

/// What a writer writes, for the few lines that are not worth a buffer of their own.
func jsonText(isExtended: Bool, _ body: (inout LineWriter) -> Void) -> String {
  withUnsafeTemporaryAllocation(byteCount: 2048, alignment: 64) { buffer in
    let start = buffer.baseAddress.unsafelyUnwrapped
    var writer = LineWriter(at: start, isExtended: isExtended)
    body(&writer)
    precondition(writer.at - start + LineWriter.slack <= buffer.count, "a piece outgrew its reserve")
    return String(decoding: UnsafeRawBufferPointer(start: start, count: writer.at - start), as: UTF8.self)
  }
}
