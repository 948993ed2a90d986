import Core

/// Round robin over the replicas.
public struct InTurn: ReplicaRouter, BuiltIn {
  public static let card = Card(
    name: "round-robin", title: "Round robin", kind: .replicaRouter, summary: "Sends requests to the replicas in turn.",
    sources: [])

  private var next = 0

  public init(_ setting: Setting) {}

  public mutating func send(_ request: Request, among replicas: [ReplicaView]) -> Int {
    defer { next = (next + 1) % replicas.count }
    return next
  }
}

/// A replica drawn uniformly.
public struct RandomReplica: ReplicaRouter, BuiltIn {
  public static let card = Card(
    name: "random", title: "Random", kind: .replicaRouter, summary: "Sends each request to a replica drawn uniformly.",
    sources: [], traits: .stochastic)

  private var stream: RandomStream

  public init(_ setting: Setting) { stream = RandomStream(setting.seed) }

  public mutating func send(_ request: Request, among replicas: [ReplicaView]) -> Int {
    stream.integer(below: replicas.count)
  }
}

/// The replica with the fewest open requests; ties go to the lowest number.
public struct FewestOpen: ReplicaRouter, BuiltIn {
  public static let card = Card(
    name: "fewest-open", title: "Fewest open", kind: .replicaRouter,
    summary: "Sends a request to the replica with the fewest open ones.", sources: [])

  public init(_ setting: Setting) {}

  public mutating func send(_ request: Request, among replicas: [ReplicaView]) -> Int {
    Self.first(among: replicas) { _ in true }!
  }

  /// The replica with the fewest open requests of those that `may` take one; nil if none may.
  static func first(among replicas: [ReplicaView], where may: (ReplicaView) -> Bool) -> Int? {
    var best: Int?
    for (place, replica) in replicas.enumerated() where may(replica) {
      if let best, replica.open >= replicas[best].open { continue }
      best = place
    }
    return best
  }
}

/// A replica with the adapter on its GPU: of those, the one with the fewest open requests; else of all.
///
/// Our choice. Ties go to the lowest number. A popular adapter stays on its first replica, whatever the load there: see
/// `AdapterAffinity` for a bound.
public struct WhereResident: ReplicaRouter, BuiltIn {
  public static let card = Card(
    name: "resident-first", title: "Where resident", kind: .replicaRouter,
    summary: "Sends a request to a replica on whose GPU its adapter is, where there is one.", sources: [])

  public init(_ setting: Setting) {}

  public mutating func send(_ request: Request, among replicas: [ReplicaView]) -> Int {
    let home = request.asked.flatMap { adapter in
      FewestOpen.first(among: replicas) { $0.residents.contains(adapter) }
    }
    return home ?? FewestOpen.first(among: replicas) { _ in true }!
  }
}

/// Each adapter has its own order of replicas, by hash; a request goes to the first one that is not too full.
///
/// Rendezvous hashing [ThalerRavishankar1998] with bounded loads [Mirrokni2018]: no replica gets a request that would
/// exceed ⌈(1 + slack) · (open + 1) / G⌉ open ones. The hash is SplitMix64 of (adapter, replica), with no seed: the
/// same adapters stay together in every run. O(G) per request.
public struct AdapterAffinity: ReplicaRouter, BuiltIn {
  public static let card = Card(
    name: "adapter-affinity", title: "Adapter affinity", kind: .replicaRouter,
    summary: "Sends an adapter's requests to the replica that a hash names, or the next one where it is too full.",
    sources: ["ThalerRavishankar1998", "Mirrokni2018"],
    parameters: [
      Parameter("slack", "0.25", .number(0...1e6), "How far a replica may be above its equal share of open requests.")
    ])

  private let slack: Double

  public init(_ setting: Setting) throws(Fault) {
    let parameters = try setting.parameters(of: Self.card)
    slack = parameters.number("slack")
  }

  public mutating func send(_ request: Request, among replicas: [ReplicaView]) -> Int {
    let open = replicas.reduce(1) { $0 + $1.open }
    let most = ((1 + slack) * Double(open) / Double(replicas.count)).rounded(.up)
    let adapter = UInt64(request.asked?.index ?? 0)
    var best: (weight: UInt64, place: Int)?
    for (place, replica) in replicas.enumerated() where Double(replica.open + 1) <= most {
      let weight = splitMix64(splitMix64(adapter) ^ UInt64(place))
      if let best, weight <= best.weight { continue }
      best = (weight, place)
    }
    // The least loaded one is never too full.
    return best!.place
  }
}
