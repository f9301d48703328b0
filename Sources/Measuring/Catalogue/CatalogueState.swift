/// What the model's catalogue says of a collection or an index.
package enum CatalogueState: String, Sendable, Equatable {
  /// In the catalogue, and there.
  case wanted
  /// In the catalogue, and not there.
  case missing
  /// In the catalogue, and there with other options: not unique, sparse, partial.
  case changed
  /// There, and not in the catalogue: somebody else's, left alone.
  case foreign
}
