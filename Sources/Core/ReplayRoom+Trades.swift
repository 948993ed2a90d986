/// A miss in a full cache: the object that was paged in, and the one that was evicted for it.
@frozen
public struct Trade: BitwiseCopyable {
  public var newcomer: Int32
  public var leaver: Int32

  @inlinable
  public init(newcomer: Int32, leaver: Int32) {
    self.newcomer = newcomer
    self.leaver = leaver
  }
}

/// For evictors that implement `replay` themselves (docs/decisions/0005-replay-loops.md): they run a batch on their own
/// state and return its misses; the room remains the authoritative state.
extension ReplayRoom {
  /// Whether every miss of the batch exchanges one resident for one new object: unit slots, all in use.
  public func trades(_ batch: ReplayBatch) -> Bool {
    batch.sizes == nil && footprints == nil && used == capacity.amount && count == used
  }

  /// Whether the object is resident.
  public func holds(_ id: AdapterID) -> Bool {
    id.index < adapterCount && words[id.index >> 6] >> UInt64(id.index & 63) & 1 != 0
  }

  /// Copies the resident set: one bit per object, for at least `adapterCount` objects.
  public func copyResidents(into copy: inout [UInt64], atLeast count: Int) {
    copy.removeAll(keepingCapacity: true)
    copy.append(contentsOf: UnsafeBufferPointer(start: words, count: (adapterCount + 63) / 64))
    while copy.count * 64 < count { copy.append(0) }
  }

  /// Records a batch of `requests`: its misses are `trades`, in order, and `bypasses` that changed nothing. O(trades).
  ///
  /// Throws if a victim is not resident.
  public func book(
    _ trades: UnsafeBufferPointer<Trade>, requests: Int, bypasses: Int = 0, firstStep: Step
  ) throws(Fault) {
    for trade in trades {
      let leaver = AdapterID(raw: trade.leaver)
      guard holds(leaver) else { throw notResident(leaver, at: firstStep) }
      words[leaver.index &>> 6] &= ~(1 &<< UInt64(leaver.index & 63))
      let newcomer = Int(trade.newcomer)
      words[newcomer &>> 6] |= 1 &<< UInt64(newcomer & 63)
    }
    add(
      requests: requests, misses: trades.count + bypasses, bypasses: bypasses, evictions: trades.count, used: used,
      requestBytes: requests, missBytes: trades.count + bypasses)
  }
}
