import Core

/// What paging did in a run, counted. hits + misses = requests, in each tier.
public struct Ledger: Sendable, Equatable {
  /// Counts of one tier.
  public struct TierCounts: Sendable, Equatable {
    /// Requests that found their adapter in the tier, or on its way there.
    public var hits = 0
    /// Those of the hits whose adapter was still loading.
    public var delayedHits = 0
    /// Requests whose adapter was not there and had never been asked for.
    public var firstTouchMisses = 0
    /// Requests whose adapter was not there, though it had been asked for before.
    public var capacityMisses = 0
    /// Misses whose adapter was kept.
    public var pageIns = 0
    /// Misses whose adapter was not.
    public var bypasses = 0
    /// Adapters that a plan brought in.
    public var planLoads = 0
    /// Evictions that made room on a miss.
    public var victimEvictions = 0
    /// Evictions by a plan.
    public var planEvictions = 0
    /// Evictions because the host tier dropped the adapter.
    public var hostEvictions = 0
    /// Bytes brought into the tier, scratch buffer included.
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
    /// The share of requests, of any adapter, that met this one resident.
    public var shareOfResidency: Double
  }

  public var gpu = TierCounts()
  /// nil where there is no host tier.
  public var host: TierCounts?
  /// N long.
  public var adapters: [AdapterCounts] = []
  /// Paid on misses, in utility.
  public var pagingCost = 0.0
  /// Paid for plans, in utility.
  public var loadCost = 0.0
  /// Seconds that services in progress stood still behind blocking loads.
  public var heldUpSeconds = 0.0

  public init() {}
}
