extension LineConverter {
  /// The derived `_id` with its type and name. Its room is left before every document's elements.
  static let idElementSize = 17

  /// Puts `_id` before and the stamp behind the elements of a converted document. `output` is where the room for `_id`
  /// begins, `end` lies behind the document's final zero.
  mutating func finish(
    _ collection: Int, _ output: UnsafeMutablePointer<UInt8>, _ end: UnsafeMutablePointer<UInt8>
  ) -> Conversion {
    let root = output + Self.idElementSize
    guard let id = derivedID(collection, root, scratch: end + 16) else { return .refused(LineRefusal(.missingUUID)) }
    let isBrought = converter.slots[CompiledFields.idSlot] != 0
    var start = root
    if !isBrought {
      start = output
      // Four bytes for the length, then type 7 and "_id".
      (output + 4).store(0x0064_695F_07 as UInt64)
      (output + 9).store(id.high.byteSwapped)
      (output + 17).store(id.low.byteSwapped)
    }
    var end = end
    var stamp: UnsafeMutablePointer<UInt8>?
    if converter.fields.stampedCollections >> UInt64(collection) & 1 == 1 {
      end -= 1
      let head = converter.fields.stampHead
      end.update(from: head.baseAddress!, count: head.count)
      end += head.count
      end.store(self.stamp.milliseconds)
      stamp = end
      end[8] = 0
      end += 9
    }
    start.store(UInt32(truncatingIfNeeded: end - start))
    return .document(
      Document(
        collection: collection, range: start - output..<end - output, derivedID: isBrought ? nil : id,
        stamp: stamp.map { $0 - output }))
  }

  /// Nil when the field that names the document is missing. The text to be hashed is put together at `scratch`: there
  /// is room, as the fields in it were far shorter in the output's measure than their text.
  private func derivedID(
    _ collection: Int, _ root: UnsafeMutablePointer<UInt8>, scratch: UnsafeMutablePointer<UInt8>
  ) -> BSONObjectID? {
    let identity = converter.fields.identities[collection]
    var end = scratch
    end.update(from: identity.name.baseAddress!, count: identity.name.count)
    end += identity.name.count
    for part in identity.parts {
      let element = converter.slots[part.slot]
      let isText = element != 0 && root[element] == BSONType.string
      let value = root + element + part.valueOffset
      let length = isText ? Int(UnsafePointer(value).halfWord) - 1 : 0
      if length == 0, identity.parts.count == 1 { return nil }
      end[0] = 0
      (end + 1).update(from: value + 4, count: length)
      end += 1 + length
    }
    let text = UnsafeRawBufferPointer(start: scratch, count: end - scratch)
    guard let part = identity.time else { return DerivedID.make(of: text, time: nil) }
    let element = converter.slots[part.slot]
    let isDate = element != 0 && root[element] == BSONType.date
    let time = isDate ? Int64(bitPattern: UnsafePointer(root + element + part.valueOffset).word) : 0
    return DerivedID.make(of: text, time: BSONDate(milliseconds: time))
  }
}
