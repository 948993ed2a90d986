import Core

/// The settings of the paging model; the defaults are those of POLAR [LiLi2026].
///
/// POLAR's setting: no host tier, a page-in blocks, no service takes time, no jitter, adapters 0 … K−1 resident at the
/// start.
public struct PagingConfiguration: Sendable {
  /// The behaviour if capacity is needed and no adapter may leave.
  public enum NoVictim: String, Sendable, CaseIterable {
    /// Move the clock to the time when one may leave (SGLang).
    case wait
    /// Serve once from a scratch buffer and keep the set (POLAR's streaming).
    case bypass
    /// Stop the run (vLLM).
    case error
  }

  /// The requests that a load delays.
  public enum Loading: Sendable, Equatable {
    /// The whole batch: services in progress and later requests wait for it.
    case blocking
    /// The request that needs it; loads do not delay each other.
    case requestOnly
    /// The request that needs it; loads share one link, first come first served.
    case overlapped(bytesPerSecond: Double)
  }

  /// Which reads from storage miss the page cache and pay the first-read penalty.
  public enum FirstReads: String, Sendable, CaseIterable {
    case never
    /// The first read of each adapter.
    case eachAdapter = "each-adapter"
    /// The first read of the run.
    case once
  }

  /// The catalogue, N long.
  public var adapters: [Adapter]
  public var gpu: Capacity
  /// nil if adapters go from storage directly to the GPU.
  public var host: Capacity?
  public var latencies: PageInLatencies
  /// λ, in utility per second: c_a = λ·ℓ_a.
  public var priceOfLatency = 1.0
  /// c_a in utility, N long, if the trace fixes it for all tiers; nil for λ·ℓ_a.
  public var pageInCosts: [Double]?
  public var whenNoVictim = NoVictim.bypass
  public var loading = Loading.blocking
  public var firstReads = FirstReads.never
  /// Coefficient of variation of log-normal jitter on each load's latency and cost; the mean is unchanged.
  public var jitter = 0.0
  /// Whether only pinned adapters are resident before the first request.
  ///
  /// Otherwise those that the catalogue starts on the GPU; if there are none, adapters in rising order as long as they
  /// fit (in slots: 0 … K−1).
  public var startsEmpty = false
  /// W: a load is thrash when the adapter was evicted less than W requests ago. Our choice: 100.
  public var thrashWindow = 100
  /// The trace's name, for messages.
  public var traceName: String?

  public init(
    adapters: [Adapter], gpu: Capacity, host: Capacity? = nil, latencies: PageInLatencies = PageInLatencies()
  ) {
    self.adapters = adapters
    self.gpu = gpu
    self.host = host
    self.latencies = latencies
  }
}

/// Seconds to move each adapter to the GPU; each list is N long, or empty for zero.
public struct PageInLatencies: Sendable, Equatable {
  /// ℓ_a from storage, through host memory, with a warm page cache.
  public var fromStorageSeconds: [Double]
  /// ℓ_a from host memory.
  public var fromHostSeconds: [Double]
  /// The extra time of a first read from storage.
  public var firstReadSeconds: [Double]

  public init(
    fromStorageSeconds: [Double] = [], fromHostSeconds: [Double] = [], firstReadSeconds: [Double] = []
  ) {
    self.fromStorageSeconds = fromStorageSeconds
    self.fromHostSeconds = fromHostSeconds
    self.firstReadSeconds = firstReadSeconds
  }
}
