// The twin's verbs: a server's scheduler (`choose`), and the router in front of replicas (`send`).

/// The first request of an adapter's queue, as a scheduler sees it.
public struct WaitingHead: Sendable, Equatable {
  public var adapter: AdapterID
  /// Position in the waiting queue: lower arrived first; preempted requests come before all others.
  public var place: Int
  public var arrivalSeconds: Double
  /// Requests of the adapter in the waiting queue, and in the batch.
  public var waiting: Int
  public var running: Int
  /// Tokens to compute before the next one is generated.
  public var tokens: Int
  public var isResident: Bool

  public init(
    adapter: AdapterID, place: Int, arrivalSeconds: Double, waiting: Int, running: Int, tokens: Int, isResident: Bool
  ) {
    self.adapter = adapter
    self.place = place
    self.arrivalSeconds = arrivalSeconds
    self.waiting = waiting
    self.running = running
    self.tokens = tokens
    self.isResident = isResident
  }
}

/// Adapter-aware scheduling: chooses which queue's head a server admits next.
public protocol Scheduler {
  /// Returns one of the heads' adapters; nil to admit no more requests in this step.
  ///
  /// Called while the step has space, once per request. The heads are those that the slots allow, in rising adapter
  /// order; never empty. If too few blocks are free for the chosen request, admission ends.
  mutating func choose(among heads: [WaitingHead], timeSeconds: Double) throws(Fault) -> AdapterID?
}

/// One of several equal servers, as the router in front of them sees it; valid only during the call that received it.
public struct ReplicaView {
  /// Requests in the batch.
  public var running: Int
  /// Requests sent there that are not in the batch.
  public var waiting: Int
  /// The share of the KV cache in use, 0 … 1.
  public var kvUse: Double
  public var residents: ResidentView

  public init(running: Int, waiting: Int, kvUse: Double, residents: ResidentView) {
    self.running = running
    self.waiting = waiting
    self.kvUse = kvUse
    self.residents = residents
  }

  /// Requests sent there that are not finished.
  @inlinable
  public var open: Int { running &+ waiting }
}

/// Chooses the replica for a request; the choice is final.
public protocol ReplicaRouter {
  /// Returns a replica, 0 ≤ g < G.
  ///
  /// - Parameters:
  ///   - request: `step` is its number in order of arrival, `asked` its adapter; `outputTokens` is 0, as the output
  ///     length is not known yet.
  ///   - replicas: G of them, each as of the end of the last step that began before the request arrived.
  mutating func send(_ request: Request, among replicas: [ReplicaView]) throws(Fault) -> Int
}

/// A time in the twin, for faults: "second 0.046 of the twin".
public func placeInTwin(seconds: Double) -> String { "second \(fixed(seconds, 3)) of the twin" }
