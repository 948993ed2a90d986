import Core
import Paging

/// A server among others.
private final class Replica {
  var server: Server
  /// Tokens of the requests that were sent here, prompts and outputs.
  var tokensAsked = 0

  init(_ server: consuming Server) { self.server = server }

  var view: ReplicaView {
    ReplicaView(
      running: server.batch.count, waiting: server.line.count &+ server.outside.count,
      kvUse: 1 - Double(server.freeBlocks) / Double(server.settings.kvBlocks), residents: server.slots.paging.residents)
  }
}

extension Twin {
  /// The most replicas of one run.
  public static let mostReplicas = 64

  /// The root of a replica's randomness: the first one's is the run's, so that one replica equals a single server.
  public static func seed(_ seed: Seed, ofReplica replica: Int) -> Seed {
    replica == 0 ? seed : seed.derived("replica", "\(replica)")
  }

  /// Replicas behind a router: one stream of arrivals; before each, every replica runs the steps that start before it.
  ///
  /// O(G) per request, plus the cost of the servers and the router.
  func runFleet(seed: Seed) throws(Fault) -> TwinRun {
    guard replicas >= 1, replicas <= Self.mostReplicas else {
      throw Messages.outOfRange("replicas", replicas, "1 to \(Self.mostReplicas)")
    }
    var fleet: [Replica] = []
    for replica in 0..<replicas { fleet.append(Replica(try makeServer(seed: Self.seed(seed, ofReplica: replica)))) }
    var setting = setting(seed: seed.derived("router"))
    setting.replicaCount = replicas
    var router = try replicaRouter?(setting) ?? InTurn(setting)
    var views: [ReplicaView] = []
    views.reserveCapacity(replicas)

    func take(_ request: TwinRequest) throws(Fault) {
      views.removeAll(keepingCapacity: true)
      for replica in fleet {
        try replica.server.work(until: request.arrivalSeconds)
        views.append(replica.view)
      }
      let place = try router.send(request.asSent, among: views)
      guard fleet.indices.contains(place) else { throw Messages.choseNoReplica(place, count: replicas) }
      let chosen = fleet[place]
      chosen.tokensAsked += request.inputTokens + request.outputTokens
      try chosen.server.run(until: request.arrivalSeconds)
      chosen.server.accept(request)
    }

    var stream = ArrivalStream(workload, seed: seed)
    if let recorded = stream.recordedRequests {
      for request in recorded { try take(request) }
    } else {
      while let request = stream.next() { try take(request) }
    }
    var runs: [TwinRun] = []
    for replica in fleet {
      try replica.server.run(until: workload.durationSeconds)
      replica.server.close()
      runs.append(
        result(
          of: replica.server, idealThroughput: Double(replica.tokensAsked) / workload.durationSeconds))
    }
    return TwinRun(joining: runs, idealThroughput: workload.idealThroughput)
  }
}

extension TwinRequest {
  /// The request for a router: without its output length, which is not known yet.
  fileprivate var asSent: Request {
    Request(
      step: number, timeSeconds: arrivalSeconds, asked: AdapterID(adapter), promptTokens: inputTokens, outputTokens: 0,
      context: .none)
  }
}
