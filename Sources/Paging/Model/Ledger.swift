import Core

/// The paging counts of a run. hits + misses = requests, in each tier.
public struct Ledger: Sendable, Equatable {
  /// Counts of one tier.
  public struct TierCounts: Sendable, Equatable {
    /// Requests that found their adapter in the tier, or on its way there.
    public var hits = 0
    /// Hits whose adapter was still loading.
    public var delayedHits = 0
    /// Requests whose adapter was not in the tier and had never been requested.
    public var firstTouchMisses = 0
    /// Requests whose adapter was not in the tier but had been requested before.
    public var capacityMisses = 0
    /// Misses whose adapter was kept.
    public var pageIns = 0
    /// Misses whose adapter was not kept.
    public var bypasses = 0
    /// Loads by a plan.
    public var planLoads = 0
    /// Evictions to free capacity on a miss.
    public var victimEvictions = 0
    /// Evictions by a plan.
    public var planEvictions = 0
    /// Evictions because the host tier dropped the adapter.
    public var hostEvictions = 0
    /// Bytes moved into the tier, including the scratch buffer.
    public var bytesMoved = 0
    /// Seconds that requests waited: on the GPU tier from arrival to start, on the host tier for storage alone.
    public var stallSeconds = 0.0
    /// Page-ins and plan loads of adapters evicted less than W requests ago.
    public var thrash = 0

    public init() {}

    public var misses: Int { firstTouchMisses + capacityMisses }
    /// Requests that looked for their adapter in the tier.
    public var requests: Int { hits + misses }
    public var evictions: Int { victimEvictions + planEvictions + hostEvictions }
  }

  /// Counts of one adapter, on the GPU tier.
  public struct AdapterCounts: Sendable, Equatable {
    public var requests: Int
    public var hits: Int
    public var longestWaitSeconds: Double
    /// The share of all requests that arrived while this adapter was resident.
    public var shareOfResidency: Double
  }

  public var gpu = TierCounts()
  /// nil if there is no host tier.
  public var host: TierCounts?
  /// N long.
  public var adapters: [AdapterCounts] = []
  /// Paid on misses, in utility.
  public var pagingCost = 0.0
  /// Paid for plans, in utility.
  public var loadCost = 0.0
  /// Seconds that blocking loads delayed services in progress.
  public var heldUpSeconds = 0.0

  public init() {}
}
