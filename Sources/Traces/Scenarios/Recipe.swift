/// The input of a scenario's generator: sizes, shapes and changes over time.
struct Recipe: Sendable {
  /// The order of the clusters of contexts.
  enum Order: Sendable {
    /// Independent draws from the popularity.
    case drawn
    /// 0, 1, …, M−1, 0, 1, …: with one adapter per cluster and M = K+1, LRU misses every request.
    case scan
    /// 0, 1, …, M−1, M−2, …, 1, 0, 1, …
    case sawtooth
  }

  /// The change from one phase to the next.
  enum Change: Sendable {
    case nothing
    /// The popularity shifts by one cluster.
    case popularityRotates
    /// Every utility vector turns in the planes (0,1), (2,3), …; `tangent` is that of half the angle.
    case utilitiesTurn(tangent: Double)
    /// From the second phase on the least popular cluster is the most popular.
    case popularityReverses
    /// Each adapter is absent from a phase with this probability, and then has utility −1.
    case adaptersComeAndGo(absence: Double)
  }

  /// N.
  var adapters: Int
  /// d.
  var dimension: Int
  /// M clusters of contexts.
  var clusters: Int
  /// Exponent of the clusters' Zipf popularity; 0 is uniform.
  var zipf: Double
  /// Standard deviation of a context around its centre, per coordinate, before it is scaled to length 1.
  var spread: Double
  /// The same for an adapter's utility vector.
  var blur: Double
  /// Strengths, the lengths of utility vectors, are uniform from here to 1.
  var weakest: Double
  /// R: standard deviation of the reward around the mean utility.
  var noise: Double
  /// LoRA ranks that adapters draw from.
  var ranks: [Int]
  /// λ, utility per second of page-in.
  var price: Double
  var pageIn: QwenPageIn
  /// Mean arrivals per second (a Poisson process); 0 for no times.
  var rate: Double
  /// Adapter a serves cluster a mod M; otherwise the clusters are assigned by a shuffle.
  var isDealtInOrder = false
  /// Requests name the adapter of their cluster.
  var namesAdapters = false
  var order = Order.drawn
  var change = Change.nothing
  /// Requests in a phase.
  var period = Int.max
}
