import BSON
import Testing

@testable import Measuring

@Suite("Rates between samples")
struct RateTests {
  /// A sample so many seconds after the first, its sizes measured then or remembered.
  private func sample(at seconds: Int64, documents: Int, bytes: Int, sizesAt: Int64? = nil) -> Sample {
    func time(_ seconds: Int64) -> BSONDate { BSONDate(milliseconds: 1_700_000_000_000 + seconds * 1000) }
    var sample = Sample(time: time(seconds), database: "onepassword_events")
    let storage = CollectionStorage(
      documents: documents, data: bytes, storage: bytes, free: 0, indexSizes: ["_id_": bytes], building: [],
      sizesAt: sizesAt.map(time))
    sample.collections = [
      CollectionRecord(
        name: "audit_events", state: .wanted, isEventStream: true, storage: .found(storage), validator: nil, ttl: [])
    ]
    return sample
  }

  @Test("divide what a collection grew by the time between the two measurements of its sizes")
  func bytes() {
    let samples = [
      sample(at: 0, documents: 0, bytes: 0), sample(at: 12, documents: 120, bytes: 0, sizesAt: 0),
      sample(at: 48, documents: 480, bytes: 0, sizesAt: 0), sample(at: 60, documents: 600, bytes: 60_000),
      sample(at: 72, documents: 720, bytes: 60_000, sizesAt: 60),
    ]
    let rates = zip(samples, samples.dropFirst()).map { $1.withRates(since: $0).collections[0].rates }
    #expect(rates.map { $0?.documents } == [10, 10, 10, 10])
    #expect(rates.map { $0?.bytes } == [nil, nil, 2000, nil])
  }
}
