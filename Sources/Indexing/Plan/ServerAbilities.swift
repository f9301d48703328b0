/// What a server can do to an index it has, by version. Found by trying each on 4.4.2, 5.0.4 and 6.0.5.
package struct ServerAbilities: Sendable, Hashable {
  /// Indexes of the same keys may stand side by side when they differ in `unique`, `sparse` or the partial filter (5.0). Before, only
  /// when they differ in collation; error 85 otherwise.
  package let allowsSameKeysTwice: Bool
  /// `collMod` gives a plain index an `expireAfterSeconds` (5.1). Before, it only changes one.
  package let makesIndexExpire: Bool
  /// `collMod` makes an index unique, by `prepareUnique` (6.0).
  package let makesIndexUnique: Bool

  /// - Parameter version: The feature compatibility version where it is known, for a 6.0 that is told to behave as 5.0 does; else the server's.
  package init(version: [Int]) {
    func isAtLeast(_ major: Int, _ minor: Int) -> Bool { !version.lexicographicallyPrecedes([major, minor]) }
    allowsSameKeysTwice = isAtLeast(5, 0)
    makesIndexExpire = isAtLeast(5, 1)
    makesIndexUnique = isAtLeast(6, 0)
  }
}
