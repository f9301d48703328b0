import BSON

/// What a conversion gave, with its bytes taken out of the output.
enum Converted: Equatable {
  case document(BSONDocument, BSONObjectID?)
  case page
  case refused(LineRefusal)

  var uuid: String? { if case .document(let document, _) = self { document["uuid"]?.stringValue } else { nil } }
  var reason: LineRefusal.Reason? { if case .refused(let refusal) = self { refusal.reason } else { nil } }
}

extension LineConverterTests {
  /// Runs `body` with a line as the converter wants it: padded, and with an output of just the promised capacity, its
  /// last bytes watched.
  static func withLine<Result>(
    _ line: [UInt8], _ body: (inout LineConverter, UnsafeRawBufferPointer, UnsafeMutableRawPointer) -> Result
  ) -> Result {
    var converter = LineConverter(table)
    return withLine(line, &converter, body)
  }

  static func withLine<Result>(
    _ line: [UInt8], _ converter: inout LineConverter,
    _ body: (inout LineConverter, UnsafeRawBufferPointer, UnsafeMutableRawPointer) -> Result
  ) -> Result {
    let padded = line + [UInt8](repeating: 0x0A, count: LineConverter.padding)
    let capacity = LineConverter.capacity(for: line.count)
    let output = UnsafeMutableRawPointer.allocate(byteCount: capacity + 16, alignment: 8)
    defer { output.deallocate() }
    (output + capacity).initializeMemory(as: UInt8.self, repeating: 0xA5, count: 16)
    converter.stamp = BSONDate(milliseconds: 1234)
    let result = padded.withUnsafeBytes {
      body(&converter, UnsafeRawBufferPointer(rebasing: $0[..<line.count]), output)
    }
    precondition((0..<16).allSatisfy { output.load(fromByteOffset: capacity + $0, as: UInt8.self) == 0xA5 }, "overrun")
    return result
  }

  static func convert(_ line: String, as collection: Int? = nil) -> Converted {
    withLine(Array(line.utf8)) { converter, line, output in
      converted(converter.convert(line, into: output, as: collection), output)
    }
  }

  static func convert(_ line: String, with converter: inout LineConverter) -> Converted {
    withLine(Array(line.utf8), &converter) { converter, line, output in
      converted(converter.convert(line, into: output), output)
    }
  }

  static func document(_ line: String) -> (BSONObjectID, BSONDocument)? {
    if case .document(let document, let id?) = convert(line) { (id, document) } else { nil }
  }

  static func items(of line: String) -> [Converted]? { items(of: Array(line.utf8)) }

  static func items(of line: [UInt8]) -> [Converted]? {
    withLine(line) { converter, line, output in
      guard case .page(var page) = converter.convert(line, into: output) else { return nil }
      var items: [Converted] = []
      while let item = converter.convertItem(of: &page, line, into: output) { items.append(converted(item, output)) }
      return items
    }
  }

  private static func converted(_ conversion: LineConverter.Conversion, _ output: UnsafeMutableRawPointer) -> Converted
  {
    switch conversion {
    case .page: return .page
    case .refused(let refusal): return .refused(refusal)
    case .document(let document):
      let bytes = UnsafeRawBufferPointer(start: output, count: document.range.upperBound)[document.range]
      do {
        return .document(try BSONDocument(validating: Array(bytes)), document.derivedID)
      } catch {
        preconditionFailure("\(error)")
      }
    }
  }
}
