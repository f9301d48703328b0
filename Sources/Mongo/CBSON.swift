internal import BSON
internal import CMongo

// SAFETY: every pointer handed to C in this file is used inside the call that lends it.

/// Lends `bytes` to C as a `const bson_t *` for the length of `body`. Nothing is copied, so C must not keep the pointer.
func withCBSON<Result, Failure: Error>(
  _ bytes: UnsafeRawBufferPointer, _ body: (OpaquePointer) throws(Failure) -> Result
) throws(Failure) -> Result {
  // Not `var view = bson_t()`: Swift would align that to 8 bytes, C expects 128.
  try withUnsafeTemporaryAllocation(
    byteCount: onepw_bson_size, alignment: onepw_bson_alignment
  ) { memory throws(Failure) in
    let view = required(memory.baseAddress.map(OpaquePointer.init), from: "alloca")
    let data = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    precondition(bson_init_static(view, data, bytes.count), "not BSON")
    return try body(view)
  }
}

extension BSONDocument {
  func withCBSON<Result, Failure: Error>(
    _ body: (OpaquePointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try bytes.withUnsafeBufferPointer { bytes throws(Failure) in
      try Mongo.withCBSON(UnsafeRawBufferPointer(bytes), body)
    }
  }

  /// Copies a `bson_t` that C owns.
  init(copying pointer: OpaquePointer) {
    self.init(
      unchecked: [UInt8](UnsafeRawBufferPointer(start: bson_get_data(pointer), count: Int(onepw_bson_length(pointer)))))
  }
}

/// Runs `body` with an uninitialised `bson_t` that C fills in, and gives what it holds then.
func reply<Failure: Error>(
  _ body: (OpaquePointer) throws(Failure) -> Void
) throws(Failure) -> BSONDocument {
  try withUnsafeTemporaryAllocation(
    byteCount: onepw_bson_size, alignment: onepw_bson_alignment
  ) { memory throws(Failure) in
    let pointer = required(memory.baseAddress.map(OpaquePointer.init), from: "alloca")
    bson_init(pointer)
    defer { bson_destroy(pointer) }
    try body(pointer)
    return BSONDocument(copying: pointer)
  }
}
