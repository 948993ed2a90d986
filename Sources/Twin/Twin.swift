import Core
import Paging
import Policies

/// A server, or several replicas of it, with a workload: the input of a run of the twin.
public struct Twin: Sendable {
  public var server: ServerSettings
  public var stepModel: StepModel
  /// Seconds for each adapter from host memory to its slot, and from storage to host memory.
  public var latencies: PageInLatencies
  public var workload: Workload
  /// The clients' view of the server; exact by default.
  public var observation = Observation()
  /// Gauges are averaged over time bins of this length.
  public var binSeconds = 180.0
  /// Chooses the victim for a slot; LRU, as in vLLM, by default.
  public var evictor: @Sendable (Setting) throws(Fault) -> any Evictor = { LRU($0) }
  /// Chooses the next admission; first come, first served by default.
  public var scheduler: (@Sendable (Setting) throws(Fault) -> any Scheduler)?
  /// Equal servers, each with the settings above.
  public var replicas = 1
  /// Chooses the replica of a request; round robin by default.
  public var replicaRouter: (@Sendable (Setting) throws(Fault) -> any ReplicaRouter)?
  /// Whether every decision of the scheduler is recorded, for small runs.
  public var keepsDecisions = false
  /// Whether the work of the steps is summed, to fit the step model.
  public var keepsSums = false

  public init(server: ServerSettings, stepModel: StepModel, latencies: PageInLatencies, workload: Workload) {
    self.server = server
    self.stepModel = stepModel
    self.latencies = latencies
    self.workload = workload
  }

  /// Simulates the workload. The same seed gives the same result.
  public func run(seed: Seed) throws(Fault) -> TwinRun {
    try workload.validate()
    try server.validate(adapterCount: workload.adapterCount)
    if let rank = workload.ranks.max(), rank > server.slotRank {
      throw Messages.rankAboveSlots(rank, slotRank: server.slotRank)
    }
    if replicas != 1 || replicaRouter != nil { return try runFleet(seed: seed) }
    var one = try makeServer(seed: seed)
    var stream = ArrivalStream(workload, seed: seed)
    if let recorded = stream.recordedRequests {
      for request in recorded {
        try one.run(until: request.arrivalSeconds)
        one.accept(request)
      }
    } else {
      while let request = stream.next() {
        try one.run(until: request.arrivalSeconds)
        one.accept(request)
      }
    }
    try one.run(until: workload.durationSeconds)
    one.close()
    return result(of: one, idealThroughput: workload.idealThroughput)
  }

  func result(of one: borrowing Server, idealThroughput: Double) -> TwinRun {
    TwinRun(
      tally: one.tally, gauges: one.gauges, ledger: one.slots.paging.ledger, decisions: one.decisions ?? [],
      open: one.open + one.outside.count, durationSeconds: workload.durationSeconds,
      idealThroughput: idealThroughput, observation: observation, chunkShare: one.page.chunkShare,
      chunks: one.page.isOn ? one.page.chunks : one.tally.betweenTokens,
      firstTokenDelaySeconds: one.page.firstTokenDelaySeconds, stepSums: one.sums?.values ?? [])
  }

  func makeServer(seed: Seed) throws(Fault) -> Server {
    var one = Server(
      settings: server, adapterCount: workload.adapterCount, stepModel: stepModel,
      slots: try makeSlots(seed: seed),
      // Requests beyond the cache are refused.
      longestOutput: min(workload.longestOutput, server.kvBlocks * server.blockTokens),
      horizonSeconds: workload.durationSeconds, binSeconds: binSeconds, observation: observation)
    one.scheduler = try scheduler?(setting(seed: seed.derived("scheduler")))
    if keepsDecisions { one.decisions = [] }
    if keepsSums { one.sums = StepSums(stepModel, slots: server.slots, slotRank: server.slotRank) }
    return one
  }

  private func makeSlots(seed: Seed) throws(Fault) -> AdapterSlots {
    let setting = setting(seed: seed.derived("evictor"))
    var paging = PagingConfiguration(
      adapters: setting.adapters, gpu: Capacity(server.slots), host: server.hostSlots.map { Capacity($0) },
      latencies: latencies)
    // Without a host tier the model loads from storage: all adapters are then preloaded into host memory.
    if server.hostSlots == nil { paging.latencies.fromStorageSeconds = latencies.fromHostSeconds }
    // vLLM's manager always finds a victim. Other evictors may return nil; requests are then served as in a replay.
    paging.whenNoVictim = server.victims == .any ? .error : .bypass
    paging.traceName = "the twin"
    var evictor = try evictor(setting)
    if evictor.nextPlan != .never { throw Messages.plansAreNotAsked }
    var hostSetting = setting
    hostSetting.capacity = Capacity(server.hostSlots ?? workload.adapterCount)
    let model = try PagingModel(
      paging, environment: seed.derived("paging"), hostEvictor: server.hostSlots == nil ? nil : LRU(hostSetting))
    try model.start(notifying: &evictor)
    let order =
      server.victims == .any
      ? TouchOrder(adapterCount: workload.adapterCount, seed: seed.derived("visits")) : nil
    return AdapterSlots(model, evictor: evictor, order: order)
  }

  /// The setting of evictors, schedulers and routers.
  func setting(seed: Seed) -> Setting {
    // Host memory is filled in rising order before the start, so that the last ones are on the GPU.
    let adapters = workload.ranks.indices.map { index in
      Adapter(
        name: "adapter-\(index)", rank: workload.ranks[index],
        startsIn: index >= workload.adapterCount - server.slots ? .gpu : .host)
    }
    return Setting(
      adapterCount: adapters.count, adapters: adapters, capacity: Capacity(server.slots),
      footprints: Array(repeating: 1, count: adapters.count),
      pageInCosts: latencies.fromHostSeconds.isEmpty
        ? Array(repeating: 0, count: adapters.count) : latencies.fromHostSeconds, seed: seed)
  }
}
