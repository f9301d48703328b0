/// JSON text to BSON bytes in one pass: no tree, no strings, nothing allocated for a value.
///
/// One loop with a stack of its own. What a value needs to be known only later (its type, a document's length) is left
/// open and patched. Dates are converted wherever *some* collection has one, and `consistent` remembers for which
/// collections that was right; the caller, who learns the collection at the end, asks again for just that one if not.
///
/// SAFETY: the text is followed by a byte below 0x20 and 63 more readable ones, so words may be loaded at any position of
/// the text and every scan stops by itself; the output has room for `capacity(for:)`, which no text can exceed, as
/// `[[],` makes the most of its bytes. Pointers leave `run` only as an `Outcome`, for its caller.
struct TextConverter: ~Copyable {
  static let padding = 64
  static let greatestDepth = 100

  static func capacity(for length: Int) -> Int { 8 * length + 128 }

  enum Fault: UInt8 {
    case none, notJSON, notObject, notUTF8, tooDeep, numberOutOfRange, badExtendedJSON, badKey, badDate
  }

  struct Outcome {
    let fault: Fault
    /// Behind the root's closing bracket; the faulty byte if there is a fault.
    let next: UnsafePointer<UInt8>
    /// Behind the document; behind what was written if there is a fault.
    let end: UnsafeMutablePointer<UInt8>
  }

  /// An open container.
  struct Frame {
    /// The type byte of its element.
    var element: UnsafeMutablePointer<UInt8>
    /// Its length.
    var start: UnsafeMutablePointer<UInt8>
    /// Of the next element in an array; `object` or `wrapper` otherwise.
    var index: Int
    var node: FieldNode.Reference

    @inline(__always)
    var closing: UInt8 { index < 0 ? UInt8(ascii: "}") : UInt8(ascii: "]") }
  }
  static let object = -1
  /// An object whose first key may begin with `$`: perhaps an Extended JSON value.
  static let wrapper = -2

  let fields: CompiledFields
  let decimals = DecimalToDouble()
  let memory = KeyMemory()
  let frames: UnsafeMutablePointer<Frame>
  /// Where the type byte of a noted value lies, in bytes from the output's start; 0 for none.
  let slots: UnsafeMutablePointer<Int>

  /// Collections whose tables are applied: all of them, or the one that is known.
  var active = UInt64.max
  /// Nesting that is taken: two more around the items of a page.
  var depthLimit = TextConverter.greatestDepth
  /// What has no BSON, is wrong within a string or lies too deep is passed over instead of a fault: a page is judged as
  /// JSON first and item by item later.
  var isLenient = false

  // What the last run learned.
  var consistent = UInt64.max
  var seen: UInt64 = 0
  var page: UInt8 = 0
  var items: UnsafePointer<UInt8>?
  private(set) var faultDepth = 0

  init(_ fields: CompiledFields) {
    self.fields = fields
    frames = .allocate(capacity: Self.greatestDepth + 4)
    slots = .allocate(capacity: CompiledFields.slotCount)
    slots.initialize(repeating: 0, count: CompiledFields.slotCount)
  }

  deinit {
    memory.deallocate()
    frames.deallocate()
    slots.deallocate()
  }

  /// Converts the object or array that begins at `text` and leaves what follows it to the caller.
  mutating func run(
    _ text: UnsafePointer<UInt8>, until limit: UnsafePointer<UInt8>, into output: UnsafeMutablePointer<UInt8>
  ) -> Outcome {
    slots.update(repeating: 0, count: CompiledFields.slotCount)
    consistent = .max
    seen = 0
    page = 0
    items = nil
    // Locals, and helpers that take and return cursors by value: a cursor whose address is taken lives in memory.
    let nodes = fields.nodes
    let active = active
    let quote = UInt8(ascii: "\"")

    var next = text + 1
    var end = output + 4
    var frame = frames + 1
    frame.pointee = Frame(
      element: output, start: output, index: text[0] == UInt8(ascii: "[") ? 0 : Self.object,
      node: text[0] == UInt8(ascii: "[") ? FieldNode.unknown : FieldNode.root)
    // The key that was read last.
    var last = memory.start
    // The element being read.
    var element = output
    var node = FieldNode.unknown
    var fault = Fault.none

    if next[0] <= 0x20 { next = Self.skipWhiteSpace(next, until: limit) }
    if next[0] == frame.pointee.closing {
      end[0] = 0
      output.store(5 as UInt32)
      return Outcome(fault: .none, next: next + 1, end: end + 1)
    }

    // Each turn reads one element, whose first byte `next` is at.
    elements: while true {
      element = end
      end += 1
      if frame.pointee.index < 0 {
        guard next[0] == quote else {
          fault = .notJSON
          break elements
        }
        let expected = memory.entries + Int(last.pointee.next)
        if expected.pointee.matches(next + 1, below: frame.pointee.node) {
          expected.pointee.write(to: end)
          next += expected.pointee.textCount
          end += Int(expected.pointee.count) + 1
          node = expected.pointee.node
          last = expected
        } else {
          (next, end, node, last, fault) = readKey(next, until: limit, end, below: frame.pointee.node, after: last)
          if fault != .none { break elements }
        }
        if next[0] <= 0x20 { next = Self.skipWhiteSpace(next, until: limit) }
        if node & FieldNode.isNoted != 0 { note(nodes + FieldNode.index(node), element - output, next) }
      } else {
        end = Self.writeIndex(frame.pointee.index, to: end)
        frame.pointee.index &+= 1
        node = frame.pointee.node
      }

      switch next[0] {
      case quote:
        next += 1
        if node & FieldNode.isDate != 0, nodes[FieldNode.index(node)].dates & active != 0,
          let (milliseconds, after) = DateText.parse(next, closedBy: quote)
        {
          consistent &= nodes[FieldNode.index(node)].dates
          element[0] = BSONType.date
          end.store(milliseconds)
          end += 8
          next = after + 1
          break
        }
        element[0] = BSONType.string
        let start = end
        (next, end) = Self.copyPlain(next, end + 4)
        if next[0] != quote {
          (next, end, fault) = Self.copyRest(next, end)
          if fault != .none {
            guard isLenient, let closing = Self.endOfString(next, until: limit) else { break elements }
            next = closing
            fault = .none
          }
        }
        next += 1
        end[0] = 0
        end += 1
        start.store(UInt32(truncatingIfNeeded: end - start - 4))
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
        // Fields only: doubles in long arrays would outgrow the output.
        let asDouble =
          node & FieldNode.isDouble != 0 && nodes[FieldNode.index(node)].doubles & active != 0
          && frame.pointee.index < 0
        if asDouble { consistent &= nodes[FieldNode.index(node)].doubles }
        let number = next
        (next, end, fault) = convertNumber(next, end, element, asDouble: asDouble)
        if fault != .none {
          guard fault == .numberOutOfRange else { break elements }
          guard isLenient else {
            next = number
            break elements
          }
          fault = .none
          element[0] = BSONType.null
        }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        if next.word == Self.dateWrapper, let (milliseconds, after) = DateText.parseWrapper(next + 8) {
          element[0] = BSONType.date
          end.store(milliseconds)
          end += 8
          next = after
          break
        }
        guard frame - frames < depthLimit else {
          guard isLenient, let after = Self.endOfContainer(next, until: limit) else {
            fault = .tooDeep
            break elements
          }
          element[0] = BSONType.null
          next = after
          break
        }
        let isArray = next[0] == UInt8(ascii: "[")
        element[0] = isArray ? BSONType.array : BSONType.document
        frame += 1
        frame.pointee = Frame(element: element, start: end, index: isArray ? 0 : Self.object, node: node)
        next += 1
        end += 4
        if next[0] <= 0x20 { next = Self.skipWhiteSpace(next, until: limit) }
        if next[0] != frame.pointee.closing {
          if !isArray, next[1] == UInt8(ascii: "$") || next[1] == UInt8(ascii: "\\") {
            frame.pointee.index = Self.wrapper
          }
          continue elements
        }
        // Empty: closed below, as if an element had just ended.
        node = FieldNode.unknown
      case UInt8(ascii: "t"):
        guard next.halfWord == Self.true else {
          fault = .notJSON
          break elements
        }
        element[0] = BSONType.bool
        end[0] = 1
        end += 1
        next += 4
      case UInt8(ascii: "f"):
        guard (next + 1).halfWord == Self.alse else {
          fault = .notJSON
          break elements
        }
        element[0] = BSONType.bool
        end[0] = 0
        end += 1
        next += 5
      case UInt8(ascii: "n"):
        guard next.halfWord == Self.null else {
          fault = .notJSON
          break elements
        }
        element[0] = BSONType.null
        next += 4
      default:
        fault = .notJSON
        break elements
      }

      // An element has ended, and with it as many containers as are closed here.
      while true {
        if node & FieldNode.isJudged != 0 {
          (end, fault) = judge(nodes + FieldNode.index(node), element, end)
          if fault != .none { break elements }
        }
        if next[0] <= 0x20 { next = Self.skipWhiteSpace(next, until: limit) }
        if next[0] == UInt8(ascii: ",") {
          next += 1
          if next[0] <= 0x20 { next = Self.skipWhiteSpace(next, until: limit) }
          continue elements
        }
        guard next[0] == frame.pointee.closing else {
          fault = .notJSON
          break elements
        }
        next += 1
        end[0] = 0
        end += 1
        let closed = frame.pointee
        closed.start.store(UInt32(truncatingIfNeeded: end - closed.start))
        if frame == frames + 1 { break elements }
        frame -= 1
        element = closed.element
        node = closed.node
        if closed.index == Self.wrapper {
          (end, fault) = ExtendedJSON.replace(element, closed.start, end)
          if fault != .none {
            guard isLenient else { break elements }
            fault = .none
            element[0] = BSONType.null
            end = closed.start
          }
        }
      }
    }
    if fault != .none {
      faultDepth = frame - frames
      frame[1].element = element
    }
    return Outcome(fault: fault, next: next, end: end)
  }

  private static let dateWrapper: UInt64 = 0x2265_7461_6424_227B  // {"$date"
  private static let `true`: UInt32 = 0x6575_7274
  private static let alse: UInt32 = 0x6573_6C61
  private static let null: UInt32 = 0x6C6C_756E
}
