import Core
import Paging
import Traces

/// One run: a policy on a trace at a capacity, in one replicate.
///
/// A cell owns all that changes while it runs; a trace and an oracle may be shared by many.
public struct Cell: Sendable {
  public var entrant: Entrant
  public var trace: Trace
  /// What regret is measured against; nil where the trace has no rewards.
  public var oracle: Oracle?
  public var paging: PagingConfiguration
  /// The root of all streams.
  public var seed: Seed
  /// 0-based.
  public var replicate: Int
  /// Makes the host tier's evictor, where the paging configuration has a host tier.
  public var hostEvictor: (@Sendable (Setting) throws(Fault) -> any Evictor)?
  /// How long a request holds its adapter, for each output token; 0: no service takes time.
  public var secondsPerOutputToken = 0.0
  /// Is told each line that the policy logs, with the step.
  public var onLog: (@Sendable (Step, String) -> Void)?
  /// Is told what each adapter is worth to a script, with the step, whenever the script has an engine work that out.
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

  /// The stream of the world: requests, contexts, noise, jitter. Never the policy's name.
  public static func environment(seed: Seed, traceName: String, replicate: Int) -> Seed {
    seed.derived("environment", traceName, String(replicate))
  }

  /// The policy's own stream: by the names on its cards, so that a twin in Lua draws what its sibling draws.
  var policySeed: Seed {
    seed.derived("policy", entrant.cards.map(\.name).joined(separator: "+"), trace.name, String(replicate))
  }
}

/// What a cell is made of, while it runs: for `--decisions`, `--epochs`, `--show` and curves.
public protocol Witness {
  /// The first residents are in place; no request was served yet.
  mutating func started(residents: ResidentView)
  /// A request was served.
  mutating func served(_ event: ServedEvent)
  /// A plan was carried out before the request of `step`.
  mutating func planned(at step: Step, residents: ResidentView, loadCost: Double)
}

/// One served request.
public struct ServedEvent {
  public var request: Request
  public var adapter: AdapterID
  public var service: Service
  /// Realised utility; 0 where the trace has none.
  public var reward: Double
  /// The resident set after the request.
  public var residents: ResidentView
}

/// Watches nothing.
public struct NoWitness: Witness {
  public init() {}
  @inlinable public mutating func started(residents: ResidentView) {}
  @inlinable public mutating func served(_ event: ServedEvent) {}
  @inlinable public mutating func planned(at step: Step, residents: ResidentView, loadCost: Double) {}
}
