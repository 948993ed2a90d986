/// A policy's read-only view of the resident set, valid only during the call that received it.
///
/// The host keeps two bitmaps over the catalogue, 64 adapters to a word. Iteration is in rising index
/// order and costs O(N / 64 + count); `contains` is one load.
@frozen
public struct ResidentView {
  @usableFromInline let resident: UnsafePointer<UInt64>
  @usableFromInline let held: UnsafePointer<UInt64>?
  @usableFromInline let costs: UnsafePointer<Double>?
  /// N, the number of adapters known so far.
  public let adapterCount: Int
  /// How many adapters are resident.
  public let count: Int
  /// Units of `capacity` in use.
  public let used: Int
  public let capacity: Capacity

  /// - Parameters:
  ///   - resident: bit a of word a / 64 is set when adapter a is resident; ⌈N / 64⌉ words.
  ///   - held: likewise for adapters that may not leave (pinned, in use, or loading); nil if there are none.
  ///   - costs: page-in cost of each adapter from its current tier, in utility; nil if every page-in costs 1.
  @inlinable
  public init(
    resident: UnsafePointer<UInt64>, held: UnsafePointer<UInt64>?, costs: UnsafePointer<Double>?, adapterCount: Int,
    count: Int, used: Int, capacity: Capacity
  ) {
    self.resident = resident
    self.held = held
    self.costs = costs
    self.adapterCount = adapterCount
    self.count = count
    self.used = used
    self.capacity = capacity
  }

  /// Whether the adapter is resident now.
  @inlinable
  public func contains(_ adapter: AdapterID) -> Bool {
    resident[adapter.index &>> 6] &>> UInt64(adapter.index & 63) & 1 != 0
  }

  /// Whether the adapter may be a victim: resident, not pinned, not in use and not loading.
  @inlinable
  public func mayLeave(_ adapter: AdapterID) -> Bool {
    guard contains(adapter) else { return false }
    guard let held else { return true }
    return held[adapter.index &>> 6] &>> UInt64(adapter.index & 63) & 1 == 0
  }

  /// The cost of serving one request through the adapter: 0 when it is resident, else its page-in cost, in utility.
  @inlinable
  public func pageInCost(of adapter: AdapterID) -> Double {
    contains(adapter) ? 0 : (costs?[adapter.index] ?? 1)
  }

  /// The bitmaps and costs in place, for policies called through C; do not keep the pointers.
  @inlinable
  public var unsafeParts: (resident: UnsafePointer<UInt64>, held: UnsafePointer<UInt64>?, costs: UnsafePointer<Double>?)
  { (resident, held, costs) }

  /// Calls `body` with each resident adapter in rising index order.
  @inlinable
  public func forEach(_ body: (AdapterID) -> Void) {
    for word in 0..<(adapterCount + 63) / 64 {
      var bits = resident[word]
      while bits != 0 {
        body(AdapterID(word &* 64 &+ bits.trailingZeroBitCount))
        bits &= bits &- 1
      }
    }
  }

  /// The resident adapters in rising index order.
  @inlinable
  public var adapters: [AdapterID] {
    var all: [AdapterID] = []
    all.reserveCapacity(count)
    forEach { all.append($0) }
    return all
  }

  /// The adapter that may leave with the smallest key; ties go to the lowest index; nil if none may leave.
  ///
  /// - Complexity: O(N / 64 + count).
  @inlinable
  public func first<Key: Comparable>(minimising key: (AdapterID) -> Key) -> AdapterID? {
    var best: (key: Key, adapter: AdapterID)?
    forEach { adapter in
      guard mayLeave(adapter) else { return }
      let candidate = key(adapter)
      if let known = best, !(candidate < known.key) { return }
      best = (candidate, adapter)
    }
    return best?.adapter
  }
}
