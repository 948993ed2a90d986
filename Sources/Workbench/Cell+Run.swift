import Core
import Paging
import Traces

extension Cell {
  /// Runs the cell to its end.
  ///
  ///
  /// - Throws: a `Fault` of the policy (an answer that violates the contract, with the step and the residents), or of
  ///   the configuration.
  public func run() throws(Fault) -> CellResult {
    var witness = NoWitness()
    return try run(watchedBy: &witness)
  }

  /// Runs the cell to its end; `witness` receives each event.
  public func run<W: Witness>(watchedBy witness: inout W) throws(Fault) -> CellResult {
    try run(starting: entrant.start, watchedBy: &witness)
  }

  /// Runs the cell to its end with the policy made by `start` instead of the entrant's: for callers that observe each
  /// verb through a wrapper.
  public func run<W: Witness>(
    starting start: (Setting) throws(Fault) -> any Policy, watchedBy witness: inout W
  ) throws(Fault) -> CellResult {
    let environment = Cell.environment(seed: seed, traceName: trace.name, replicate: replicate)
    let model = try PagingModel(paging, environment: environment, hostEvictor: hostEvictor?(hostSetting))
    var setting = setting(of: model)
    setting.onLog = onLog
    setting.onScores = onScores
    var policy = try start(setting)
    do throws(Fault) {
      try model.start(notifying: &policy)
      witness.started(residents: model.residents)
      return try play(&policy, on: model, watchedBy: &witness)
    } catch {
      throw Messages.placed(error, in: self, residents: model.residents)
    }
  }

  /// The setting of the host tier's evictor.
  private var hostSetting: Setting {
    let capacity = paging.host ?? Capacity(0)
    return Setting(
      adapterCount: trace.adapterCount, adapters: paging.adapters, capacity: capacity,
      footprints: paging.adapters.map { capacity.footprint(ofBytes: $0.sizeBytes) }, horizon: trace.requestCount,
      seed: policySeed.derived("host"))
  }

  private func setting(of model: PagingModel) -> Setting {
    Setting(
      adapterCount: trace.adapterCount, adapters: paging.adapters, dimension: trace.dimension, capacity: paging.gpu,
      footprints: paging.adapters.map { paging.gpu.footprint(ofBytes: $0.sizeBytes) },
      pageInCosts: model.pageInCosts, horizon: trace.requestCount, seed: policySeed,
      future: entrant.isBound ? oracle?.future : nil)
  }

  /// The loop: plan, route, serve, learn. O(T · (N + cost of the policy)).
  private func play<P: Policy, W: Witness>(
    _ policy: inout P, on model: PagingModel, watchedBy witness: inout W
  ) throws(Fault) -> CellResult {
    try trace.contexts.withUnsafeBufferPointer { contexts throws(Fault) in
      let requests = TraceCursor(trace, contexts: contexts, foresees: entrant.isBound)
      return try play(&policy, requests: requests, on: model, watchedBy: &witness)
    }
  }

  private func play<P: Policy, W: Witness>(
    _ policy: inout P, requests: TraceCursor, on model: PagingModel, watchedBy witness: inout W
  ) throws(Fault) -> CellResult {
    var account = Account(self)
    for step in 0..<trace.requestCount {
      let request = requests.request(at: step)
      if policy.nextPlan <= step {
        try carryOutPlan(of: &policy, at: request, on: model, &account, watchedBy: &witness)
      }
      let adapter = try policy.route(request, residents: model.residents)
      guard adapter.index >= 0, adapter.index < trace.adapterCount else {
        throw Messages.unknownAdapter(adapter, in: self, at: step, residents: model.residents)
      }
      account.choice(of: adapter, at: step, residents: model.residents)
      let service = try model.serve(
        adapter, at: step, timeSeconds: time(of: request),
        serviceSeconds: secondsPerOutputToken * Double(request.outputTokens), nextUse: requests.nextUse(after: step),
        asking: &policy)
      let reward = account.outcome(of: adapter, at: step, service: service)
      try policy.learn(
        Outcome(
          request: request, adapter: adapter, reward: reward, hit: service.isHit,
          pagingCost: service.pagingCost))
      witness.served(
        ServedEvent(
          request: request, adapter: adapter, service: service, reward: reward, residents: model.residents))
    }
    return account.result(model.ledger)
  }

  /// nil if the trace has only the order.
  private func time(of request: Request) -> Double? { trace.timesSeconds.isEmpty ? nil : request.timeSeconds }

  private func carryOutPlan<P: Policy, W: Witness>(
    of policy: inout P, at request: Request, on model: PagingModel, _ account: inout Account,
    watchedBy witness: inout W
  ) throws(Fault) {
    let step = request.step
    let plan = try policy.plan(at: step, residents: model.residents)
    guard policy.nextPlan > step else { throw Messages.planDoesNotMove(in: self, at: step) }
    guard let plan else { return }
    let loadCost = try model.apply(
      plan: plan, at: step, timeSeconds: time(of: request), notifying: &policy)
    account.loads(loadCost)
    witness.planned(at: step, residents: model.residents, loadCost: loadCost)
  }
}
