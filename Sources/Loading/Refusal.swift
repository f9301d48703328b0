package import BSON

/// Why a document was not stored: a fixed set of codes, for scripts.
package enum RefusalReason: String, Sendable, CaseIterable {
  case notJSON = "not-json"
  case notObject = "not-object"
  case notUTF8 = "not-utf8"
  case tooDeep = "too-deep"
  case tooLong = "too-long"
  case numberOutOfRange = "number-out-of-range"
  case badExtendedJSON = "bad-extended-json"
  case badKey = "bad-key"
  case noCollection = "no-collection"
  case badDate = "bad-date"
  case missingUUID = "missing-uuid"
  /// The same uuid is stored with other content.
  case conflict
  /// Another document has a value that must be unique.
  case notUnique = "not-unique"
  /// The collection's validator does not let it in.
  case validator
  /// The server refused it for another reason.
  case server
}

/// One document that was not stored: where it stands, why, and what it says.
package struct Refusal: Sendable {
  package let line: Int
  /// Its place in an API page or an array, from 0.
  package let item: Int?
  package let reason: RefusalReason
  package let message: String
  /// The line as it was read, without its newline; the beginning of it when it is too long.
  package let text: [UInt8]
  /// The whole length of a line of which `text` is the beginning.
  package let fullLength: Int?

  /// The line of a rejects file: `text`, or `base64` where it is no UTF-8.
  package var document: BSONDocument {
    var elements: [(String, BSONValue)] = [
      ("line", .int64(Int64(line))), ("reason", .string(reason.rawValue)), ("message", .string(message)),
    ]
    if let item { elements.insert(("item", .int64(Int64(item))), at: 1) }
    if let fullLength { elements.append(("bytes", .int64(Int64(fullLength)))) }
    if let valid = String(validating: text, as: UTF8.self), !text.contains(0) {
      elements.append(("text", .string(valid)))
    } else {
      elements.append(("base64", .string(String(decoding: Base64.encode(text), as: UTF8.self))))
    }
    return BSONDocument(elements)
  }

  /// For a person: `line 17, item 3: not-json: …`.
  package var sentence: String {
    "line \(line)\(item.map { ", item \($0)" } ?? "") refused, \(reason.rawValue): \(message)"
  }
}
