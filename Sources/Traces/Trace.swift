import Core

/// An ordered run of requests, with the rewards that the host alone may read; whole in memory.
///
/// For cells: contexts and rewards are read at random by the workbench. Id traces of any length are not held like
/// this; they stream through `replay`.
public struct Trace: Sendable {
  /// The slug that cells and reports use.
  public var name: String
  /// Where it is from, its licence, its units, and what it stresses, in card order.
  public var facts: [(name: String, value: String)]
  /// T.
  public var requestCount: Int
  /// d; 0 where there are no contexts.
  public var dimension: Int
  /// N adapters.
  public var adapters: [Adapter]
  /// `[T × d]`, row-major; ‖x_t‖₂ ≤ 1 is usual but not demanded. Finite.
  public var contexts: [Double]
  /// `[T × N]`, row-major: realised utility of each adapter. Finite. Empty where the trace has none.
  public var rewards: [Double]
  /// `[T × N]`, row-major: mean utility ⟨θ_a, x_t⟩ where the scenario knows it; else empty.
  public var meanUtilities: [Double]
  /// c_a in utility, N long, where the trace fixes it (`costs.npy`); else empty: λ times the profile's latency.
  public var pageInCosts: [Double]
  /// Arrival in seconds, ascending; empty where only the order is known.
  public var timesSeconds: [Double]
  /// The adapter that each request names, −1 for none; empty where none does.
  public var asked: [Int32]
  /// Empty where not known.
  public var promptTokens: [Int32]
  /// Empty where not known.
  public var outputTokens: [Int32]
  /// A group for each request (category, tenant), an index into `groupNames`; empty where there are none.
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
