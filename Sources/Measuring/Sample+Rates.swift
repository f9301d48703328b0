internal import BSON

extension Sample {
  /// The sample with what happened each second since an earlier one.
  package func withRates(since earlier: Sample) -> Sample {
    var sample = self
    let seconds = time.seconds(since: earlier.time)
    guard seconds > 0 else { return sample }
    if let before = earlier.server?.status.value, let after = server?.status.value, earlier.host == host {
      sample.server?.rates = ServerRates(from: before, to: after)
    }
    let collectionsBefore = Dictionary(earlier.collections.map { ($0.name, $0) }) { first, _ in first }
    for place in collections.indices {
      guard let before = collectionsBefore[collections[place].name]?.storage?.value,
        let after = collections[place].storage?.value
      else { continue }
      sample.collections[place].rates = CollectionRates(from: before, at: earlier.time, to: after, at: time)
    }
    let indexesBefore = Dictionary(earlier.indexes.map { ([$0.collection, $0.name], $0) }) { first, _ in first }
    for place in indexes.indices {
      sample.indexes[place].rate = indexesBefore[[indexes[place].collection, indexes[place].name]].flatMap {
        indexes[place].rate(since: $0, seconds: seconds)
      }
    }
    return sample
  }
}

extension IndexRecord {
  /// nil unless the same members counted on from the same start.
  fileprivate func rate(since earlier: IndexRecord, seconds: Double) -> Double? {
    guard let before = earlier.usage?.value, let after = usage?.value,
      before.map(\.member) == after.map(\.member), before.map(\.since) == after.map(\.since),
      let first = earlier.operations, let last = operations, last >= first
    else { return nil }
    return (Double(last - first) / seconds).rounded(toPlaces: 1)
  }
}
