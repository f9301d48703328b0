import BSON
import CMongo

/// The reference: what the C library makes of the same bytes.
enum Libbson {
  static func read(_ text: [UInt8]) -> [UInt8]? {
    text.withUnsafeBufferPointer { text in
      guard let document = bson_new_from_json(text.baseAddress, text.count, nil) else { return nil }
      defer { bson_destroy(document) }
      return Array(UnsafeBufferPointer(start: bson_get_data(document), count: Int(onepw_bson_length(document))))
    }
  }

  static func relaxedJSON(_ document: BSONDocument) -> [UInt8]? {
    document.bytes.withUnsafeBufferPointer { bytes in
      guard let view = bson_new_from_data(bytes.baseAddress, bytes.count) else { return nil }
      defer { bson_destroy(view) }
      var length = 0
      guard let text = bson_as_relaxed_extended_json(view, &length) else { return nil }
      defer { bson_free(text) }
      return Array(UnsafeRawBufferPointer(start: text, count: length))
    }
  }
}
