import Core

/// An ordered sequence of requests in memory, with rewards that only the host may read.
///
/// For cells: the workbench reads contexts and rewards in random order. Id traces can be longer than memory; `replay`
/// streams them.
public struct Trace: Sendable {
  /// The short name in cells and reports.
  public var name: String
  /// Source, licence, units and purpose, in card order.
  public var facts: [(name: String, value: String)]
  /// T.
  public var requestCount: Int
  /// d; 0 without contexts.
  public var dimension: Int
  /// N adapters.
  public var adapters: [Adapter]
  /// `[T × d]`, row-major; ‖x_t‖₂ ≤ 1 is usual but not required. Finite.
  public var contexts: [Double]
  /// `[T × N]`, row-major: realised utility of each adapter. Finite. Empty if the trace has none.
  public var rewards: [Double]
  /// `[T × N]`, row-major: mean utility ⟨θ_a, x_t⟩ if the scenario has it; else empty.
  public var meanUtilities: [Double]
  /// c_a in utility, N long, if the trace fixes it (`costs.npy`); else empty: λ times the profile's latency.
  public var pageInCosts: [Double]
  /// Arrival in seconds, ascending; empty if only the order is known.
  public var timesSeconds: [Double]
  /// The adapter that each request names, −1 for none; empty if no request names one.
  public var asked: [Int32]
  /// Empty if unknown.
  public var promptTokens: [Int32]
  /// Empty if unknown.
  public var outputTokens: [Int32]
  /// A group for each request (category, tenant), an index into `groupNames`; empty without groups.
  public var groups: [Int32]
  public var groupNames: [String]

  public init(name: String, requestCount: Int, adapters: [Adapter]) {
    self.name = name
    self.requestCount = requestCount
    self.adapters = adapters
    facts = []
    dimension = 0
    contexts = []
    rewards = []
    meanUtilities = []
    pageInCosts = []
    timesSeconds = []
    asked = []
    promptTokens = []
    outputTokens = []
    groups = []
    groupNames = []
  }

  /// N.
  public var adapterCount: Int { adapters.count }
}
