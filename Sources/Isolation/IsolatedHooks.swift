import Core

/// A scheduler of the twin in its own process; it makes the same decisions as in-process.
public struct IsolatedScheduler: Scheduler {
  private var conversation: Conversation

  /// Starts the process and the scheduler in it; see `IsolatedPolicy`.
  public init(_ payload: [String], name: String, setting: Setting, isolation: Isolation) throws(Fault) {
    conversation = try Conversation(payload, name: name, setting: setting, isolation: isolation)
    _ = try conversation.ask { $0.int() }
  }

  public mutating func choose(among heads: [WaitingHead], timeSeconds: Double) throws(Fault) -> AdapterID? {
    conversation.moment = .second(timeSeconds)
    conversation.begin(.choose)
    conversation.output.add(timeSeconds)
    conversation.output.add(heads)
    let answer = try conversation.ask { $0.int32() }
    if answer == ReplayAnswer.nobody { return nil }
    guard heads.contains(where: { $0.adapter.raw == answer }) else { throw conversation.nonsense() }
    return AdapterID(raw: answer)
  }
}

/// A router over replicas in its own process; it makes the same decisions as in-process.
public struct IsolatedReplicaRouter: ReplicaRouter {
  private var conversation: Conversation

  /// Starts the process and the router in it; see `IsolatedPolicy`.
  public init(_ payload: [String], name: String, setting: Setting, isolation: Isolation) throws(Fault) {
    conversation = try Conversation(payload, name: name, setting: setting, isolation: isolation)
    _ = try conversation.ask { $0.int() }
  }

  public mutating func send(_ request: Request, among replicas: [ReplicaView]) throws(Fault) -> Int {
    conversation.moment = .second(request.timeSeconds)
    conversation.begin(.send)
    conversation.output.add(request)
    conversation.output.add(replicas)
    let place = try conversation.ask { $0.int() }
    guard replicas.indices.contains(place) else { throw conversation.nonsense() }
    return place
  }
}
