/// A read-only view of a request's feature vector x_t ∈ R^d.
///
/// The host owns the numbers; the view is valid only during the call that received it.
@frozen
public struct Context {
  @usableFromInline
  let base: UnsafePointer<Double>
  /// The dimension d.
  public let count: Int

  @inlinable
  public init(_ base: UnsafePointer<Double>, count: Int) {
    self.base = base
    self.count = count
  }

  /// The view of a trace without features: d = 0.
  @inlinable
  public static var none: Context { Context(UnsafePointer(bitPattern: 8)!, count: 0) }

  /// The i-th feature, 0 ≤ i < d.
  @inlinable
  public subscript(i: Int) -> Double {
    precondition(i >= 0 && i < count)
    return base[i]
  }

  /// The features in place, for kernels; do not keep the pointer.
  @inlinable
  public var unsafePointer: UnsafePointer<Double> { base }
}

/// One arrival: the data that a router may use for its choice.
@frozen
public struct Request {
  public var step: Step
  /// Seconds since the trace began.
  public var timeSeconds: Double
  /// The adapter that the trace names, if it names one.
  public var asked: AdapterID?
  public var promptTokens: Int
  public var outputTokens: Int
  /// Empty (d = 0) if the trace has no features.
  public var context: Context

  @inlinable
  public init(
    step: Step, timeSeconds: Double, asked: AdapterID?, promptTokens: Int, outputTokens: Int, context: Context
  ) {
    self.step = step
    self.timeSeconds = timeSeconds
    self.asked = asked
    self.promptTokens = promptTokens
    self.outputTokens = outputTokens
    self.context = context
  }
}

/// What a router learns after a request was served.
@frozen
public struct Outcome {
  public var request: Request
  /// The adapter that served it.
  public var adapter: AdapterID
  /// The realised utility of that adapter, without costs (costs are known beforehand).
  public var reward: Double
  /// Whether the adapter was resident.
  public var hit: Bool
  /// The cost of the page-in or bypass, in utility; 0 on a hit.
  public var pagingCost: Double

  @inlinable
  public init(request: Request, adapter: AdapterID, reward: Double, hit: Bool, pagingCost: Double) {
    self.request = request
    self.adapter = adapter
    self.reward = reward
    self.hit = hit
    self.pagingCost = pagingCost
  }
}

/// One use of an adapter, as reported to evictors.
@frozen
public struct Use {
  @frozen
  public enum Kind: UInt8, Sendable {
    /// It was resident.
    case hit
    /// It was not resident, and now is.
    case pageIn
    /// It was not resident, was served once from a scratch buffer, and is still not resident.
    case bypass
    /// A plan, or the start of the run, made it resident; no request was served.
    case placed
  }

  public var adapter: AdapterID
  /// The request's step; for `placed`, the step before which it was placed.
  public var step: Step
  public var kind: Kind
  /// The adapter's bytes, as the request names them (id traces may change a size).
  public var sizeBytes: Int
  /// The next step that asks for the adapter, `.never` if none follows.
  ///
  /// Set only for policies whose card needs the future; `.never` otherwise.
  public var nextUse: Step

  @inlinable
  public init(adapter: AdapterID, step: Step, kind: Kind, sizeBytes: Int = 1, nextUse: Step = .never) {
    self.adapter = adapter
    self.step = step
    self.kind = kind
    self.sizeBytes = sizeBytes
    self.nextUse = nextUse
  }
}
