/// Person n's name and address: a bijection onto pairs of given name and surname, so that no address occurs twice.
struct Names: Sendable {
  private let given: TextTable
  private let surname: TextTable
  private let givenLetters: TextTable
  private let surnameLetters: TextTable
  let pairs: Int
  private let first: Int

  init(key: UInt64) {
    let given = Self.words(givenNames)
    let surname = Self.words(surnames)
    self.given = TextTable(given)
    self.surname = TextTable(surname)
    givenLetters = TextTable(given.map { AsciiFolding.folded($0) ?? "x" })
    surnameLetters = TextTable(surname.map { AsciiFolding.folded($0) ?? "x" })
    pairs = given.count * surname.count
    first = key.below(pairs)
  }

  static func words(_ list: StaticString) -> [String] { list.description.split(separator: " ").map(String.init) }

  struct Name {
    let given: Text
    let surname: Text
    let letters: (given: Text, surname: Text)
    /// Tells namesakes apart once every pair is taken; 0 for the first.
    let namesake: Int
  }

  /// The stride is a prime greater than every factor of the number of pairs, so that neighbours share neither name.
  @inline(__always) func name(_ n: Int) -> Name {
    let pair = ((n % pairs) * 1_000_003 + first) % pairs
    let (first, last) = (pair % given.count, pair / given.count)
    return Name(
      given: given[first], surname: surname[last], letters: (givenLetters[first], surnameLetters[last]),
      namesake: n / pairs)
  }
}
