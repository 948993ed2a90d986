/// What a policy is told before the first request.
public struct Setting: Sendable {
  /// N. In id traces more adapters may appear later: see `Evictor.grow(to:)`.
  public var adapterCount: Int
  /// The catalogue, N long; empty in id traces, whose adapters are known by number only.
  public var adapters: [Adapter]
  /// d; 0 where the trace has no features.
  public var dimension: Int
  /// What the GPU tier holds.
  public var capacity: Capacity
  /// Units of `capacity` that each adapter takes, N long; empty in id traces.
  public var footprints: [Int]
  /// c_a = λ·ℓ_a: cost of serving one request through adapter a from where it lies at the start, in utility, N long;
  /// empty in id traces, where each costs 1.
  public var pageInCosts: [Double]
  /// T, where it is known.
  public var horizon: Int?
  /// G, for a router in front of replicas; nil for all others.
  public var replicaCount: Int?
  public var parameters: Parameters
  /// The policy's own randomness; the environment has another.
  public var seed: Seed
  /// What is to come, for policies whose card needs it; nil for all others.
  public var future: Future?
  /// Is told each line that a script logs, with the step; nil where nobody listens.
  public var onLog: (@Sendable (Step, String) -> Void)?
  /// Is told what each adapter is worth whenever a script has an engine work that out; nil where nobody looks.
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

/// What is to come: shown to bounds only.
public final class Future: Sendable {
  /// `[T × N]`, row-major: the utility of each adapter for each request; mean utilities where the scenario knows them,
  /// realised ones otherwise. Empty where the trace has none.
  public let utilities: [Double]
  /// N.
  public let adapterCount: Int
  /// The resident set that is best when kept for the whole run, sorted; empty where it was not worked out.
  public let bestFixedSet: [AdapterID]

  public init(utilities: [Double], adapterCount: Int, bestFixedSet: [AdapterID]) {
    self.utilities = utilities
    self.adapterCount = adapterCount
    self.bestFixedSet = bestFixedSet
  }
}
