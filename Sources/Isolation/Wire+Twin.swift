import Core

// The views of the twin's scheduler and router, as bytes.

extension WireWriter {
  mutating func add(_ heads: [WaitingHead]) {
    addList(heads) { writer, head in
      writer.add(head.adapter.raw)
      writer.add(head.place)
      writer.add(head.arrivalSeconds)
      writer.add(head.waiting)
      writer.add(head.running)
      writer.add(head.tokens)
      writer.add(head.isResident)
    }
  }

  /// Each replica's numbers and its residents as a bitmap; routers see no other part of a `ResidentView`.
  mutating func add(_ replicas: [ReplicaView]) {
    addList(replicas) { writer, replica in
      writer.add(replica.running)
      writer.add(replica.waiting)
      writer.add(replica.kvUse)
      writer.add(replica.residents.adapterCount)
      writer.add(replica.residents.count)
      writer.add(replica.residents.used)
      let words = (replica.residents.adapterCount + 63) / 64
      writer.add(replica.residents.unsafeParts.resident, count: words)
    }
  }
}

/// A router's replicas as received.
struct ReplicaWords {
  fileprivate struct Replica {
    var running: Int
    var waiting: Int
    var kvUse: Double
    var adapterCount: Int
    var count: Int
    var used: Int
    /// The start of its bitmap in `words`.
    var start: Int
  }

  fileprivate var replicas: [Replica] = []
  fileprivate var words: [UInt64] = []

  /// Calls `body` with views over the bitmaps.
  func withViews<Value>(
    capacity: Capacity, _ body: ([ReplicaView]) throws(Fault) -> Value
  ) throws(Fault) -> Value {
    // A bitmap of no words still has an address.
    try (words + [0]).withUnsafeBufferPointer { words throws(Fault) in
      try body(
        replicas.map { replica in
          ReplicaView(
            running: replica.running, waiting: replica.waiting, kvUse: replica.kvUse,
            residents: ResidentView(
              resident: words.baseAddress! + replica.start, held: nil, costs: nil, adapterCount: replica.adapterCount,
              count: replica.count, used: replica.used, capacity: capacity))
        })
    }
  }
}

extension WireReader {
  mutating func heads() -> [WaitingHead] {
    list(ofItems: 45) {
      WaitingHead(
        adapter: AdapterID(raw: $0.int32()), place: $0.int(), arrivalSeconds: $0.number(), waiting: $0.int(),
        running: $0.int(), tokens: $0.int(), isResident: $0.flag())
    }
  }

  mutating func replicas() -> ReplicaWords {
    var all = ReplicaWords()
    all.replicas = list(ofItems: 48) { reader in
      let replica = ReplicaWords.Replica(
        running: reader.int(), waiting: reader.int(), kvUse: reader.number(), adapterCount: reader.int(),
        count: reader.int(), used: reader.int(), start: all.words.count)
      let isSound = (0...Int(Int32.max)).contains(replica.adapterCount)
      // Too few words set the reader's `isBroken`.
      all.words += reader.words(count: isSound ? (replica.adapterCount + 63) / 64 : -1, of: UInt64.self)
      return replica
    }
    return all
  }
}
