/// A run of requests of an id trace, as columns. The host owns the columns; the batch is valid during the call only.
@frozen
public struct ReplayBatch {
  /// Dense ids in order of first appearance.
  public let ids: UnsafePointer<Int32>
  /// Bytes of each request; nil if every object counts 1.
  public let sizes: UnsafePointer<Int>?
  /// The next step that asks for the same id, `.never` if none follows; nil if no policy needs it.
  public let nextUses: UnsafePointer<Step>?
  public let count: Int
  /// The step of the first request.
  public let firstStep: Step

  @inlinable
  public init(
    ids: UnsafePointer<Int32>, sizes: UnsafePointer<Int>?, nextUses: UnsafePointer<Step>?, count: Int, firstStep: Step
  ) {
    self.ids = ids
    self.sizes = sizes
    self.nextUses = nextUses
    self.count = count
    self.firstStep = firstStep
  }
}

/// The resident set and the counts of one replay (policy × capacity): the host's authoritative state for id traces.
///
/// No tiers, no clock, no pins: the model of libCacheSim. `run` uses the paging model instead.
public final class ReplayRoom {
  public let capacity: Capacity
  /// Units in use.
  public private(set) var used = 0
  /// Objects resident.
  public private(set) var count = 0
  public private(set) var requests = 0
  public private(set) var misses = 0
  public private(set) var missBytes = 0
  public private(set) var requestBytes = 0
  public private(set) var evictions = 0
  public private(set) var bypasses = 0
  @usableFromInline var words: UnsafeMutablePointer<UInt64>
  @usableFromInline var wordCount = 0
  /// Units that each resident took at its page-in; nil if the capacity is in slots.
  @usableFromInline var footprints: UnsafeMutablePointer<Int>?
  public internal(set) var adapterCount = 0

  public init(capacity: Capacity) {
    self.capacity = capacity
    words = .allocate(capacity: 1)
    words.initialize(to: 0)
  }

  deinit {
    words.deallocate()
    footprints?.deallocate()
  }

  /// Adds the counts of a batch.
  @usableFromInline
  func add(
    requests: Int, misses: Int, bypasses: Int, evictions: Int, used: Int, requestBytes: Int, missBytes: Int
  ) {
    self.requests += requests
    self.misses += misses
    self.bypasses += bypasses
    self.evictions += evictions
    self.used = used
    self.requestBytes += requestBytes
    self.missBytes += missBytes
    count += misses - bypasses - evictions
  }

  /// Extends the state to ids 0 … newCount−1.
  public func grow(to newCount: Int) {
    guard newCount > adapterCount else { return }
    let newWords = (newCount + 63) / 64
    if newWords > wordCount {
      let larger = max(newWords, wordCount * 2)
      let fresh = UnsafeMutablePointer<UInt64>.allocate(capacity: larger)
      fresh.initialize(repeating: 0, count: larger)
      fresh.update(from: words, count: wordCount)
      words.deallocate()
      words = fresh
      if capacity.unit != .slots {
        let sizes = UnsafeMutablePointer<Int>.allocate(capacity: larger * 64)
        sizes.initialize(repeating: 0, count: larger * 64)
        if let old = footprints {
          sizes.update(from: old, count: wordCount * 64)
          old.deallocate()
        }
        footprints = sizes
      }
      wordCount = larger
    }
    adapterCount = newCount
  }
}
