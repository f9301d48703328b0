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

  struct Frame {
    /// The type byte of the container's element.
    var element: UnsafeMutablePointer<UInt8>
    /// Its length.
    var start: UnsafeMutablePointer<UInt8>
    /// Of the next element in an array; `object` or `wrapper` otherwise.
    var index: Int
    var node: CompiledFields.NodeIndex
  }
  static let object = -1
  /// An object whose first key begins with `$`: perhaps an Extended JSON value.
  static let wrapper = -2

  let fields: CompiledFields
  let frames: UnsafeMutablePointer<Frame>
  /// Where the type byte of a noted value lies, in bytes from the output's start; 0 for none.
  let slots: UnsafeMutablePointer<Int>

  /// Collections whose tables are applied: all of them, or the one that is known.
  var active = UInt64.max
  /// Nesting that is taken: two more around the items of a page.
  var depthLimit = TextConverter.greatestDepth
  /// Content that has no BSON becomes null instead of a fault: a page is judged as JSON first and item by item later.
  var isLenient = false

  // What the last run learned.
  private(set) var consistent = UInt64.max
  private(set) var seen: UInt64 = 0
  private(set) var page: UInt8 = 0
  private(set) var items: UnsafePointer<UInt8>?
  private(set) var faultDepth = 0

  init(_ fields: CompiledFields) {
    self.fields = fields
    frames = .allocate(capacity: Self.greatestDepth + 4)
    slots = .allocate(capacity: CompiledFields.slotCount)
    slots.initialize(repeating: 0, count: CompiledFields.slotCount)
  }

  deinit {
    frames.deallocate()
    slots.deallocate()
  }

  /// Converts the object or array that begins at `text` and leaves what follows it to the caller.
  mutating func run(
    _ text: UnsafePointer<UInt8>, until limit: UnsafePointer<UInt8>, into output: UnsafeMutablePointer<UInt8>
  ) -> Outcome {
    slots.update(repeating: 0, count: CompiledFields.slotCount)
    let nodes = fields.nodes
    let active = active
    var consistent = UInt64.max
    var seen: UInt64 = 0
    var page: UInt8 = 0
    items = nil

    var next = text
    var end = output
    // The innermost open container, and the element being read.
    var depth = 1
    var container = Frame(
      element: output, start: output, index: Self.object, node: CompiledFields.root)
    if next[0] == UInt8(ascii: "[") { (container.index, container.node) = (0, CompiledFields.unknown) }
    var element = output
    var node = CompiledFields.unknown
    var fault = Fault.none

    next += 1
    end += 4
    var isOpening = true

    elements: while true {
      if next[0] <= 0x20 { next = Self.skipWhiteSpace(next, until: limit) }
      let closing: UInt8 = container.index >= 0 ? UInt8(ascii: "]") : UInt8(ascii: "}")
      if !(isOpening && next[0] == closing) {
        element = end
        end += 1
        if container.index >= 0 {
          end = Self.writeIndex(container.index, to: end)
          container.index += 1
          node = container.node
        } else {
          guard next[0] == UInt8(ascii: "\"") else {
            fault = .notJSON
            break elements
          }
          next += 1
          let key = end
          let source = next
          Self.copyPlain(&next, &end)
          if next[0] == UInt8(ascii: "\"") {
            node =
              container.node == CompiledFields.unknown
              ? CompiledFields.unknown : fields.child(of: container.node, key: source, count: next - source)
          } else {
            fault = Self.copyRest(&next, &end)
            if fault != .none { break elements }
            if Self.holdsZero(key, end) {
              if !isLenient {
                next = source - 1
                fault = .badKey
                break elements
              }
              end = key
            }
            end.store(0 as UInt64)
            node = fields.child(of: container.node, key: UnsafePointer(key), count: end - key)
          }
          next += 1
          end[0] = 0
          end += 1
          if key[0] == UInt8(ascii: "$"), isOpening, depth > 1 { container.index = Self.wrapper }
          if next[0] != UInt8(ascii: ":") {
            next = Self.skipWhiteSpace(next, until: limit)
            guard next[0] == UInt8(ascii: ":") else {
              fault = .notJSON
              break elements
            }
          }
          next += 1
          if next[0] <= 0x20 { next = Self.skipWhiteSpace(next, until: limit) }
          if node != CompiledFields.unknown, depth == 1 {
            let facts = nodes + Int(node)
            seen |= facts.pointee.identifies
            if facts.pointee.slot != 0, slots[Int(facts.pointee.slot)] == 0 {
              slots[Int(facts.pointee.slot)] = element - output
            }
            switch facts.pointee.page {
            case CompiledFields.PageBit.items where next[0] == UInt8(ascii: "["):
              page |= items == nil ? CompiledFields.PageBit.items : CompiledFields.PageBit.twice
              items = next
            case CompiledFields.PageBit.marker: page |= CompiledFields.PageBit.marker
            default: break
            }
          }
        }
        isOpening = false

        switch next[0] {
        case UInt8(ascii: "\""):
          next += 1
          if node != CompiledFields.unknown, nodes[Int(node)].dates & active != 0 {
            if let (milliseconds, after) = DateText.parse(next, closedBy: UInt8(ascii: "\"")) {
              consistent &= nodes[Int(node)].dates
              element[0] = BSONType.date
              end.store(milliseconds)
              end += 8
              next = after + 1
              break
            }
          }
          element[0] = BSONType.string
          let start = end
          end += 4
          Self.copyPlain(&next, &end)
          if next[0] != UInt8(ascii: "\"") {
            fault = Self.copyRest(&next, &end)
            if fault != .none { break elements }
          }
          next += 1
          end[0] = 0
          end += 1
          start.store(UInt32(truncatingIfNeeded: end - start - 4))
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
          // Fields only: doubles in long arrays would outgrow the output.
          let asDouble =
            node != CompiledFields.unknown && nodes[Int(node)].doubles & active != 0 && container.index < 0
          if asDouble { consistent &= nodes[Int(node)].doubles }
          let number = next
          fault = Self.convertNumber(&next, &end, element, asDouble: asDouble)
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
          if next[0] == UInt8(ascii: "{"), next.word == Self.dateWrapper,
            let (milliseconds, after) = DateText.parseWrapper(next + 8)
          {
            element[0] = BSONType.date
            end.store(milliseconds)
            end += 8
            next = after
            break
          }
          guard depth < depthLimit else {
            fault = .tooDeep
            break elements
          }
          frames[depth] = container
          depth += 1
          let isArray = next[0] == UInt8(ascii: "[")
          element[0] = isArray ? BSONType.array : BSONType.document
          container = Frame(element: element, start: end, index: isArray ? 0 : Self.object, node: node)
          next += 1
          end += 4
          isOpening = true
          continue elements
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
      }

      // A value is complete, or a container was opened that turned out empty.
      while true {
        if !isOpening {
          if node != CompiledFields.unknown {
            let facts = nodes + Int(node)
            // Null may stand where a date does; an array's elements were judged one by one.
            if facts.pointee.dates & active != 0, element[0] != BSONType.date, element[0] != BSONType.null,
              element[0] != BSONType.array
            {
              if element[0] == BSONType.string, Self.becomesDate(element, &end) {
                consistent &= facts.pointee.dates
              } else if active == UInt64.max || isLenient {
                consistent &= ~facts.pointee.dates
              } else {
                fault = .badDate
                break elements
              }
            }
            if facts.pointee.stamped & active != 0, depth == 1 {
              consistent &= facts.pointee.stamped
              end = element
            }
          }
          if next[0] <= 0x20 { next = Self.skipWhiteSpace(next, until: limit) }
          if next[0] == UInt8(ascii: ",") {
            next += 1
            continue elements
          }
        }
        isOpening = false
        guard next[0] == (container.index >= 0 ? UInt8(ascii: "]") : UInt8(ascii: "}")) else {
          fault = .notJSON
          break elements
        }
        next += 1
        end[0] = 0
        end += 1
        container.start.store(UInt32(truncatingIfNeeded: end - container.start))
        if depth == 1 { break elements }
        let closed = container
        element = closed.element
        node = closed.node
        depth -= 1
        container = frames[depth]
        if closed.index == Self.wrapper {
          fault = ExtendedJSON.replace(element, closed.start, &end)
          if fault != .none {
            guard isLenient else { break elements }
            fault = .none
            element[0] = BSONType.null
            end = closed.start
          }
        }
      }
    }
    self.consistent = consistent
    self.seen = seen
    self.page = page
    if fault != .none {
      frames[depth] = container
      frames[depth + 1].element = element
      faultDepth = depth
    }
    return Outcome(fault: fault, next: next, end: end)
  }

  private static let dateWrapper: UInt64 = 0x2265_7461_6424_227B  // {"$date"
  private static let `true`: UInt32 = 0x6575_7274
  private static let alse: UInt32 = 0x6573_6C61
  private static let null: UInt32 = 0x6C6C_756E

  @inline(never)
  static func skipWhiteSpace(
    _ text: UnsafePointer<UInt8>, until limit: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8> {
    var next = text
    while next < limit, next[0] == 0x20 || next[0] == 0x0A || next[0] == 0x0D || next[0] == 0x09 { next += 1 }
    return next
  }

  /// Decimal digits and a zero: the key of an array's element.
  @inline(__always)
  private static func writeIndex(_ index: Int, to output: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
    if index < 10 {
      output[0] = UInt8(truncatingIfNeeded: index) | 0x30
      output[1] = 0
      return output + 2
    }
    return writeLongIndex(index, to: output)
  }

  @inline(never)
  private static func writeLongIndex(
    _ index: Int, to output: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var count = 0
    var rest = index
    repeat {
      count += 1
      rest /= 10
    } while rest > 0
    output[count] = 0
    rest = index
    for place in (0..<count).reversed() {
      output[place] = UInt8(truncatingIfNeeded: rest % 10) | 0x30
      rest /= 10
    }
    return output + count + 1
  }

  /// A string that was written with escapes may be a date by what they stand for.
  @inline(never)
  private static func becomesDate(
    _ element: UnsafeMutablePointer<UInt8>, _ end: inout UnsafeMutablePointer<UInt8>
  ) -> Bool {
    var value = element + 1
    while value[0] != 0 { value += 1 }
    value += 1
    guard let date = BSONDate.parse(UnsafeRawBufferPointer(start: value + 4, count: end - value - 5)) else {
      return false
    }
    element[0] = BSONType.date
    value.store(date.milliseconds)
    end = value + 8
    return true
  }
}
