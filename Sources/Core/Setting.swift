/// The conditions of a run, passed to a policy before the first request.
public struct Setting: Sendable {
  /// N. In id traces more adapters may appear later: see `Evictor.grow(to:)`.
  public var adapterCount: Int
  /// The catalogue, N long; empty in id traces, whose adapters have numbers only.
  public var adapters: [Adapter]
  /// d; 0 if the trace has no features.
  public var dimension: Int
  /// The capacity of the GPU tier.
  public var capacity: Capacity
  /// Units of `capacity` that each adapter takes, N long; empty in id traces.
  public var footprints: [Int]
  /// c_a = λ·ℓ_a: cost of serving one request through adapter a from its tier at the start, in utility, N long;
  /// empty in id traces, where each costs 1.
  public var pageInCosts: [Double]
  /// T; nil if unknown.
  public var horizon: Int?
  /// G, for a router in front of replicas; nil for all others.
  public var replicaCount: Int?
  public var parameters: Parameters
  /// The policy's own randomness; the environment has another.
  public var seed: Seed
  /// The future requests, for policies whose card needs them; nil for all others.
  public var future: Future?
  /// Called with each line that a script logs, and its step; nil if not wanted.
  public var onLog: (@Sendable (Step, String) -> Void)?
  /// Called with the score of each adapter, and the step, whenever a script's engine computes scores; nil if not
  /// wanted.
  public var onScores: (@Sendable (Step, [Double]) -> Void)?

  public init(
    adapterCount: Int, adapters: [Adapter] = [], dimension: Int = 0, capacity: Capacity, footprints: [Int] = [],
    pageInCosts: [Double] = [], horizon: Int? = nil, parameters: Parameters = Parameters(), seed: Seed = Seed(0),
    future: Future? = nil
  ) {
    self.adapterCount = adapterCount
    self.adapters = adapters
    self.dimension = dimension
    self.capacity = capacity
    self.footprints = footprints
    self.pageInCosts = pageInCosts
    self.horizon = horizon
    self.parameters = parameters
    self.seed = seed
    self.future = future
  }

  /// Adapters that a catalogue pins, in rising order.
  public var pinned: [AdapterID] {
    adapters.indices.filter { adapters[$0].isPinned }.map { AdapterID($0) }
  }
}

/// The future of a run, for bounds only.
public final class Future: Sendable {
  /// `[T × N]`, row-major: the utility of each adapter for each request; mean utilities if the scenario has them, else
  /// realised ones. Empty if the trace has none.
  public let utilities: [Double]
  /// N.
  public let adapterCount: Int
  /// The best fixed resident set for the whole run, sorted; empty if it was not computed.
  public let bestFixedSet: [AdapterID]

  public init(utilities: [Double], adapterCount: Int, bestFixedSet: [AdapterID]) {
    self.utilities = utilities
    self.adapterCount = adapterCount
    self.bestFixedSet = bestFixedSet
  }
}
