import Core
import Paging
import Traces

/// One run: a policy on a trace at a capacity, in one replicate.
///
/// A cell owns all state that changes while it runs; many cells may share a trace and an oracle.
public struct Cell: Sendable {
  public var entrant: Entrant
  public var trace: Trace
  /// The reference of regret; nil if the trace has no rewards.
  public var oracle: Oracle?
  public var paging: PagingConfiguration
  /// The root of all streams.
  public var seed: Seed
  /// 0-based.
  public var replicate: Int
  /// Makes the host tier's evictor, if the paging configuration has a host tier.
  public var hostEvictor: (@Sendable (Setting) throws(Fault) -> any Evictor)?
  /// Seconds per output token that a request uses its adapter; 0: services take no time.
  public var secondsPerOutputToken = 0.0
  /// Called with each line that the policy logs, and the step.
  public var onLog: (@Sendable (Step, String) -> Void)?
  /// Called with the scores of all adapters, and the step, whenever a script's engine computes them.
  public var onScores: (@Sendable (Step, [Double]) -> Void)?

  public init(
    entrant: Entrant, trace: Trace, oracle: Oracle?, paging: PagingConfiguration, seed: Seed, replicate: Int = 0
  ) {
    self.entrant = entrant
    self.trace = trace
    self.oracle = oracle
    self.paging = paging
    self.seed = seed
    self.replicate = replicate
  }

  /// The seed of the environment: requests, contexts, noise, jitter. It does not depend on the policy's name.
  public static func environment(seed: Seed, traceName: String, replicate: Int) -> Seed {
    seed.derived("environment", traceName, String(replicate))
  }

  /// The policy's seed: from the names on its cards, so that a Lua version draws the same numbers as the built-in.
  var policySeed: Seed {
    seed.derived("policy", entrant.cards.map(\.name).joined(separator: "+"), trace.name, String(replicate))
  }
}

/// An observer of a running cell: for `--decisions`, `--epochs`, `--show` and curves.
public protocol Witness {
  /// The first residents are set; no request was served yet.
  mutating func started(residents: ResidentView)
  /// A request was served.
  mutating func served(_ event: ServedEvent)
  /// A plan was applied before the request of `step`.
  mutating func planned(at step: Step, residents: ResidentView, loadCost: Double)
}

/// One served request.
public struct ServedEvent {
  public var request: Request
  public var adapter: AdapterID
  public var service: Service
  /// Realised utility; 0 if the trace has none.
  public var reward: Double
  /// The resident set after the request.
  public var residents: ResidentView
}

/// An observer that does nothing.
public struct NoWitness: Witness {
  public init() {}
  @inlinable public mutating func started(residents: ResidentView) {}
  @inlinable public mutating func served(_ event: ServedEvent) {}
  @inlinable public mutating func planned(at step: Step, residents: ResidentView, loadCost: Double) {}
}
