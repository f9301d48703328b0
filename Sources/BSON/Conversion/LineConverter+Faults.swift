extension LineConverter {
  /// A fault as the refusal that reports it. `root` is where the faulty document began in the output.
  func fault(
    _ outcome: TextConverter.Outcome, _ line: UnsafeRawBufferPointer, _ root: UnsafeMutablePointer<UInt8>
  ) -> Conversion {
    let column = UnsafeRawPointer(outcome.next) - line.baseAddress! + 1
    let reason: LineRefusal.Reason =
      switch outcome.fault {
      case .none, .notJSON: .notJSON
      case .notObject: .notObject
      case .notUTF8: .notUTF8
      case .tooDeep: .tooDeep
      case .numberOutOfRange: .numberOutOfRange
      case .badExtendedJSON: .badExtendedJSON
      case .badKey: .badKey
      case .badDate: .badDate
      }
    switch reason {
    case .badDate, .badExtendedJSON: return .refused(LineRefusal(reason, field: converter.faultyField))
    case .numberOutOfRange: return .refused(LineRefusal(reason, column: column, field: converter.faultyField))
    default: return .refused(LineRefusal(reason, column: column))
    }
  }
}

extension TextConverter {
  /// The dotted path of the element at which the last run stopped.
  var faultyField: String {
    // Frame 1 is the root, which has no key; the element itself lies in the frame behind the last container's.
    (2..<faultDepth + 2).map { String(cString: frames[$0].element + 1) }.joined(separator: ".")
  }
}
