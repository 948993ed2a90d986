import Core

/// The first request of an adapter's queue, as a chooser sees it.
public struct WaitingHead: Sendable, Equatable {
  public var adapter: AdapterID
  /// Where it stands in the line: lower came first; preempted ones stand before all others.
  public var place: Int
  public var arrivalSeconds: Double
  /// Requests of the adapter in the line, and in the batch.
  public var waiting: Int
  public var running: Int
  /// Tokens to compute before the next one is generated.
  public var tokens: Int
  public var isResident: Bool
}

/// Adapter-aware scheduling: chooses which queue's head is admitted next.
///
/// Asked while the step has room. The heads are those that the slots allow, in rising adapter order; never empty.
public protocol HeadChooser {
  /// Answers one of the heads' adapters; nil to admit nobody more in this step.
  mutating func choose(among heads: [WaitingHead], timeSeconds: Double) throws(Fault) -> AdapterID?
}

/// First come, first served, as vLLM does it: what a server does without a chooser.
public struct FirstCome: HeadChooser {
  public init() {}

  public mutating func choose(among heads: [WaitingHead], timeSeconds: Double) -> AdapterID? {
    heads.min { $0.place < $1.place }?.adapter
  }
}

/// Requests of adapters on the GPU first, by order of arrival, until the head of the line has waited `patienceSeconds`.
///
/// Our choice: fewer page-ins, and a bound on what the others wait for them.
public struct ResidentFirst: HeadChooser {
  public var patienceSeconds: Double

  public init(patienceSeconds: Double = 10) { self.patienceSeconds = patienceSeconds }

  public mutating func choose(among heads: [WaitingHead], timeSeconds: Double) -> AdapterID? {
    guard let first = heads.min(by: { $0.place < $1.place }) else { return nil }
    if timeSeconds - first.arrivalSeconds > patienceSeconds { return first.adapter }
    return (heads.filter(\.isResident).min { $0.place < $1.place } ?? first).adapter
  }
}

/// The adapter with the fewest requests in the batch first; ties by order of arrival. Our choice: no adapter crowds the
/// others out.
public struct FewestRunning: HeadChooser {
  public init() {}

  public mutating func choose(among heads: [WaitingHead], timeSeconds: Double) -> AdapterID? {
    heads.min { ($0.running, $0.place) < ($1.running, $1.place) }?.adapter
  }
}

/// One decision of a server's scheduler.
public struct TwinDecision: Sendable, Equatable {
  public enum Kind: String, Sendable {
    case admitted, preempted, finished
  }

  public var step: Int
  public var kind: Kind
  /// The request's number in order of arrival.
  public var request: Int

  public init(step: Int, kind: Kind, request: Int) {
    self.step = step
    self.kind = kind
    self.request = request
  }
}
