internal import BSON
internal import Mongo

/// What a document that meets a stored one is: a pure decision, made from the two contents.
enum Settlement: Equatable {
  /// It is there already.
  case duplicate
  /// This load stored it; the reply that said so was lost.
  case inserted
  /// An event with other content: the stored one stands.
  case conflict
  /// A directory's document with other content: the new one takes its place.
  case replace

  /// - Parameters:
  ///   - isSame: Equal but for `_id` and `insert_time`.
  ///   - storedStamp: The stored document's `insert_time`.
  ///   - lostStamps: Those with which this load has sent the new one without learning what became of it.
  init(
    isSame: Bool, isEvent: Bool, onDuplicate: LoadOptions.OnDuplicate, storedStamp: BSONDate?, lostStamps: [BSONDate]
  ) {
    if isSame {
      self = storedStamp.map(lostStamps.contains) == true ? .inserted : .duplicate
    } else if isEvent {
      self = .conflict
    } else {
      self = onDuplicate == .replace ? .replace : .duplicate
    }
  }
}
