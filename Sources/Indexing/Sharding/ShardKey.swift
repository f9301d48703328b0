internal import OnePwModel

/// A way to spread a collection of events over shards, and what it does to the collection's queries.
struct ShardKey: Sendable {
  /// As mongosh writes it.
  let text: String
  /// Fields that a query has to fix so that it goes to one shard only, first to last.
  let fields: [String]
  let reason: String

  /// The advised one first.
  static func choices(for collection: CollectionDefinition) -> [ShardKey] {
    let person: [String: (field: String, who: String)] = [
      "audit_events": ("actor_uuid", "actor"), "item_usages": ("user.uuid", "user"),
      "sign_in_attempts": ("target_user.uuid", "user"),
    ]
    let even = ShardKey(
      text: "{_id: \"hashed\"}", fields: ["_id"],
      reason: """
        Spreads writes evenly, and keeps duplicates out: _id is derived from the event, so the same event always goes to the same \
        shard and meets itself there. Queries about a period go to every shard, each of which answers from its own indexes. (Not \
        {_id: 1}: ids ascend with time, and one shard would take all writes.)
        """)
    guard let person = person[collection.name] else { return [even] }
    return [
      even,
      ShardKey(
        text: "{\"\(person.field)\": 1, timestamp: 1}", fields: [person.field],
        reason: """
          Questions about one \(person.who) go to one shard. Writes spread as the \(person.who)s do, so a busy service account or an \
          attack lands on one shard. The same event still meets itself; another content under the same uuid does not.
          """),
      ShardKey(
        text: "{timestamp: 1}", fields: [],
        reason: """
          Never: all new events go to the last chunk. For time-zoned storage, put a region or a month before it and use zones.
          """),
    ]
  }
}
