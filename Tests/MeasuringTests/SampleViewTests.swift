import BSON
import OnePwModel
import Testing

@testable import Measuring

/// A sample of a small database on which much is wrong, the same at each run.
private func sample() -> Sample {
  let now = BSONDate(rfc3339: "2026-11-21T20:00:00Z")!
  func ago(_ seconds: Int64) -> BSONDate { BSONDate(milliseconds: now.milliseconds - seconds * 1000) }
  var sample = Sample(time: now, database: "onepassword_events")
  sample.host = "db1:27017"
  sample.server = ServerRecord(
    host: "db1:27017", version: "6.0.5", role: .primary,
    status: .found(
      ServerStatus([
        "uptimeMillis": 273_840_000, "connections": ["current": 12, "available": 788, "totalCreated": 4000],
        "storageEngine": ["name": "wiredTiger"],
        "wiredTiger": [
          "cache": [
            "bytes currently in the cache": 734_003_200, "tracked dirty bytes in the cache": 37_580_963,
            "maximum bytes configured": 1_073_741_824,
          ],
          "concurrentTransactions": [
            "read": ["available": 128, "totalTickets": 128], "write": ["available": 127, "totalTickets": 128],
          ],
        ],
        "globalLock": ["currentQueue": ["readers": 0, "writers": 2]], "extra_info": ["page_faults": 14],
      ])))
  sample.members = ReplicaRecord.all([
    "set": "onepw",
    "members": [
      [
        "name": "db1:27017", "state": 1, "stateStr": "PRIMARY", "health": 1.0, "uptime": 273_840,
        "optimeDate": .date(now),
      ],
      [
        "name": "db2:27017", "state": 2, "stateStr": "SECONDARY", "health": 1.0, "uptime": 90_000,
        "optimeDate": .date(ago(95)), "syncSourceHost": "db1:27017",
      ],
      [
        "name": "db3:27017", "state": 8, "stateStr": "(not reachable/healthy)", "health": 0.0, "uptime": 0,
        "optimeDate": .date(BSONDate(milliseconds: 0)),
      ],
    ],
  ])
  sample.members[0].oplog = .found(Oplog(first: ago(400_000), last: now))
  sample.totals = DatabaseRecord(
    name: sample.database,
    totals: .found(
      .init([
        "collections": 2, "views": 0, "objects": 50_500, "dataSize": 23_000_000, "storageSize": 8_400_000,
        "indexSize": 5_900_000, "fsUsedSize": 61_000_000_000, "fsTotalSize": 100_000_000_000,
      ])))
  let audit = CollectionStorage([
    [
      "storageStats": [
        "count": 50_000, "size": 22_000_000, "storageSize": 8_200_000, "freeStorageSize": 12_288,
        "indexSizes": ["_id_": 1_200_000, "timestamp_-1": 1_100_000, "foo_-1": 3_400_000],
      ]
    ]
  ])
  sample.collections = [
    CollectionRecord(
      name: "audit_events", state: .wanted, isEventStream: true, storage: .found(audit),
      validator: ValidatorRecord(state: .wanted, action: "warn"), ttl: [.init(field: "timestamp", seconds: 31_536_000)]),
    CollectionRecord(name: "users", state: .missing, isEventStream: false, storage: nil, validator: nil, ttl: []),
  ]
  let existing = [
    IndexDescription(["key": ["_id": 1], "name": "_id_"]),
    IndexDescription(["key": ["timestamp": -1], "name": "timestamp_-1"]),
    IndexDescription(["key": ["foo": -1], "name": "foo_-1", "hidden": true]),
  ]
  var usage = UsageOfIndexes([])
  let counted: [BSONDocument] = [
    ["name": "timestamp_-1", "accesses": ["ops": 48_211, "since": .date(ago(200_000))]],
    ["name": "foo_-1", "accesses": ["ops": 0, "since": .date(ago(200_000))]],
  ]
  usage.add(["audit_events": .found(counted)], from: "db1:27017")
  sample.indexes = IndexComparison(of: existing, with: OnePwModel.collection(named: "sign_in_attempts")).entries
    .filter { ["_id_", "timestamp_-1", "foo_-1", "uuid_1"].contains($0.name) }
    .map { IndexRecord($0, of: "audit_events", storage: audit, usage) }
  var flow = StreamFlow(newest: ago(41), oldest: ago(2_592_000))
  flow.age = 41
  flow.lastHour = .init(events: 70, weekBefore: 72)
  flow.lastDay = .init(events: 0, weekBefore: 1_667)
  flow.arrival = .init(newest: ago(11), age: 11, medianLag: 30, maximumLag: 44)
  sample.streams = [StreamRecord(collection: "audit_events", flow: .found(flow))]
  sample.withhold("index", of: "users", gap: .denied)
  return sample
}

@Suite("A sample for a person")
struct SampleViewTests {
  @Test("fills a terminal of 80 columns, the least important columns left out")
  func narrow() {
    #expect(SampleView(sample(), on: Screen(width: 80, hasColor: false)).text == narrowView)
  }

  @Test("shows everything in 200 columns")
  func wide() {
    #expect(SampleView(sample(), on: Screen(width: 200, hasColor: false)).text == wideView)
  }

  @Test("lets no escape sequence out of a name")
  func harmless() {
    var sample = sample()
    sample.withhold("collection", of: "\u{1B}[2Jgone", gap: .denied)
    #expect(!SampleView(sample, on: Screen(width: 80, hasColor: false)).text.contains("\u{1B}"))
  }
}

private let narrowView = """
  onepassword_events on db1:27017 · MongoDB 6.0.5 · primary · wiredTiger
  up 3 d 4 h
  connections 12 of 800 · cache 700 MiB of 1.0 GiB, 3.5 % dirty
  tickets 128 read, 127 write · queued 0 read, 2 write · page faults 14
  50,500 documents · data 22 MiB · on disk 8.0 MiB · indexes 5.6 MiB
  disk 61 % full
  indexes: 1 missing, 1 hidden

  Replica set onepw
  member     state                         lag       up     oplog  follows
  db1:27017  PRIMARY                       0 s  3 d 4 h  4 d 15 h
  db2:27017  SECONDARY                1 m 35 s  1 d 1 h            db1:27017
  db3:27017  (not reachable/healthy)

  Collections
  collection    documents    data  on disk  indexes              free  per event
  audit_events     50,000  21 MiB  7.8 MiB  5.4 MiB  ████████  12 KiB      277 B
  users           missing

  Streams
  stream        newest    last hour  week before  last day  week before  arrives
  audit_events  41 s ago         70           72         0        1,667  30 s late

  Indexes
  index              size            used    since  note
  audit_events
    uuid_1                                          missing, unique
    timestamp_-1  1.0 MiB  ██      48,211  2 d 7 h
    _id_          1.1 MiB  ██▏          0
    foo_-1        3.2 MiB  ██████       0  2 d 7 h  foreign, hidden, unused

  index of users: denied

  """

private let wideView = """
  onepassword_events on db1:27017 · MongoDB 6.0.5 · primary · wiredTiger · up 3 d 4 h
  connections 12 of 800 · cache 700 MiB of 1.0 GiB, 3.5 % dirty · tickets 128 read, 127 write · queued 0 read, 2 write · page faults 14
  50,500 documents · data 22 MiB · on disk 8.0 MiB · indexes 5.6 MiB · disk 61 % full
  indexes: 1 missing, 1 hidden

  Replica set onepw
  member     state                         lag       up     oplog  follows
  db1:27017  PRIMARY                       0 s  3 d 4 h  4 d 15 h
  db2:27017  SECONDARY                1 m 35 s  1 d 1 h            db1:27017
  db3:27017  (not reachable/healthy)

  Collections
  collection    documents    data  on disk  indexes              free  average  per event  validator  expires
  audit_events     50,000  21 MiB  7.8 MiB  5.4 MiB  ████████  12 KiB    440 B      277 B  warn       timestamp 365 d
  users           missing

  Streams
  stream        newest    last hour  week before  last day  week before  arrives    oldest
  audit_events  41 s ago         70           72         0        1,667  30 s late  30 d ago

  Indexes
  index              size            used    since  note
  audit_events
    uuid_1                                          missing, unique
    timestamp_-1  1.0 MiB  ██      48,211  2 d 7 h
    _id_          1.1 MiB  ██▏          0
    foo_-1        3.2 MiB  ██████       0  2 d 7 h  foreign, hidden, unused

  index of users: denied

  """
