/// Latin letters without their marks, as e-mail addresses want them. Covers the letters that the name lists use; a
/// test finds one that is missing.
enum AsciiFolding {
  private static let letters: [Unicode.Scalar: String] = {
    let rows: [(String, String)] = [
      ("a", "ÁÅàáâãäåāăąạảấầặ"), ("ae", "æ"), ("c", "ÇçćČč"), ("d", "ðĐđ"), ("e", "Éèéêëēěễ"), ("g", "ğ"),
      ("i", "íîïİıị"),
      ("l", "ĽŁł"), ("n", "ñńņ"), ("o", "ÓÖØòóôõöøŌōơọỗ"), ("r", "ř"), ("s", "śŞşŠšȘ"), ("ss", "ß"), ("t", "ț"),
      ("th", "Þ"),
      ("u", "ùúüũūůűư"), ("y", "ýỳ"), ("z", "ŻżŽž"),
    ]
    var letters: [Unicode.Scalar: String] = [:]
    for (plain, marked) in rows { for scalar in marked.unicodeScalars { letters[scalar] = plain } }
    return letters
  }()

  /// `name` in lower-case ASCII: letters folded, hyphens kept. nil where a letter has no entry.
  static func folded(_ name: String) -> String? {
    var result = ""
    for scalar in name.unicodeScalars {
      if scalar.isASCII {
        result.unicodeScalars.append(scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar)
      } else {
        guard let plain = letters[scalar] else { return nil }
        result += plain
      }
    }
    return result
  }
}
