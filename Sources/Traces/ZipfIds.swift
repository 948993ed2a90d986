import Core

/// Writes id traces whose ids 0 … objects−1 follow Zipf's law, all of size 1.
///
/// The i-th id is a function of (seed, i), so that a longer trace begins like a shorter one. Times count requests.
public struct ZipfIds: Sendable {
  public var objects: Int
  public var exponent: Double
  public var seed: Seed

  /// Each object takes 8 bytes of memory, and each request 8 more.
  static let mostObjects = 100_000_000
  static let mostRequests = 1_000_000_000

  public enum Format: String, Sendable, CaseIterable {
    case oracleGeneral, csv, txt
  }

  public init(objects: Int, exponent: Double, seed: Seed) {
    self.objects = objects
    self.exponent = exponent
    self.seed = seed
  }

  /// Writes `requests` requests. Records of oracleGeneral contain the next use of their id, −1 for never.
  ///
  /// - Complexity: O(T log n) time; O(n) memory, plus 8 bytes per request for oracleGeneral, because of its next uses.
  public func write(requests: Int, as format: Format, to path: String, force: Bool = false) throws(Fault) {
    guard requests > 0 else { throw Messages.tooFewRequests(requests) }
    guard 1...Self.mostObjects ~= objects else { throw Messages.badObjectCount(objects) }
    guard requests <= Self.mostRequests else { throw Messages.tooManyRequests(requests, limit: Self.mostRequests) }
    let popularity = Popularity(count: objects, exponent: exponent)
    let draws = CounterStream(seed.derived("zipf-ids"))
    let sink = try FileSink(path, force: force)
    switch format {
    case .oracleGeneral:
      let ids = (0..<requests).map { Int32(popularity.rank(draws.uniform($0))) }
      let next = nextUses(ids)
      for t in 0..<requests { try sink.write(Self.record(time: t, id: Int(ids[t]), next: Int(next[t]))) }
    case .csv:
      try sink.write("time,obj_id,size\n")
      for t in 0..<requests { try sink.write("\(t),\(popularity.rank(draws.uniform(t))),1\n") }
    case .txt:
      for t in 0..<requests { try sink.write("\(popularity.rank(draws.uniform(t)))\n") }
    }
    try sink.finish()
  }

  /// The step of each request's next use; −1 for never.
  private func nextUses(_ ids: [Int32]) -> [Int32] {
    var coming = [Int32](repeating: -1, count: objects)
    var next = [Int32](repeating: -1, count: ids.count)
    for t in ids.indices.reversed() {
      next[t] = coming[Int(ids[t])]
      coming[Int(ids[t])] = Int32(t)
    }
    return next
  }

  /// 24 bytes, little-endian: u32 time, u64 id, u32 size, i64 next.
  private static func record(time: Int, id: Int, next: Int) -> [UInt32] {
    let words = [
      UInt32(truncatingIfNeeded: time), UInt32(truncatingIfNeeded: id), UInt32(truncatingIfNeeded: id >> 32), 1,
      UInt32(truncatingIfNeeded: next), UInt32(truncatingIfNeeded: next >> 32),
    ]
    return words.map(\.littleEndian)
  }
}
