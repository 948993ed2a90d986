import Core

/// The GPU paging model. The host keeps the state, calls the policy, and checks its answers.
///
/// Two inclusive tiers over storage, GPU ⊂ host ⊂ storage; with `PagingConfiguration.host` nil, the GPU alone. The
/// clock is the trace's: a request starts when it has arrived, no blocking load is in progress, and its adapter is
/// resident; a service holds its adapter until it ends. See docs/explanation/paging-model.md.
public final class PagingModel {
  public let configuration: PagingConfiguration
  let gpu: TierRoom
  let host: TierRoom?
  var hostEvictor: any Evictor
  private let lacksHostEvictor: Bool
  let holds: Holds
  let records: UnsafeMutablePointer<AdapterRecord>
  /// c_a from each adapter's current tier, in utility.
  let costs: UnsafeMutablePointer<Double>
  let jitter: Jitter
  var totals = Ledger()
  let times: UnsafeMutablePointer<Times>
  var someReadFromStorage = false

  /// State that changes with each request, in its own memory.
  struct Times {
    var clockSeconds = 0.0
    /// Total seconds that blocking loads have delayed the services in progress: holds end that much later.
    var heldUpSeconds = 0.0
    /// The time when the link becomes free.
    var linkFreeSeconds = 0.0
    /// Requests before the current one.
    var served = 0
  }

  /// N.
  public let adapterCount: Int

  /// Sets up the tiers with their first residents, free of cost.
  ///
  /// - Parameters:
  ///   - environment: the cell's environment stream, which never depends on the policy; jitter is drawn from it.
  ///   - hostEvictor: chooses the victims of the host tier; required by `start` if there is a host tier.
  /// - Throws: if the configuration is not consistent.
  public init(
    _ configuration: PagingConfiguration, environment: Seed, hostEvictor: (any Evictor)? = nil
  ) throws(Fault) {
    try configuration.validate()
    let adapters = configuration.adapters
    self.configuration = configuration
    adapterCount = adapters.count
    gpu = TierRoom(.gpu, capacity: configuration.gpu, adapters: adapters)
    host = configuration.host.map { TierRoom(.host, capacity: $0, adapters: adapters) }
    self.hostEvictor = hostEvictor ?? NoVictimEvictor()
    lacksHostEvictor = configuration.host != nil && hostEvictor == nil
    holds = Holds(adapterCount: adapters.count)
    records = .allocate(capacity: adapters.count + 1)
    records.initialize(repeating: AdapterRecord(), count: adapters.count + 1)
    costs = .allocate(capacity: adapters.count + 1)
    costs.initialize(repeating: 0, count: adapters.count + 1)
    times = .allocate(capacity: 1)
    times.initialize(to: Times())
    jitter = Jitter(variation: configuration.jitter, environment: environment, adapterCount: adapters.count)
    for (index, adapter) in adapters.enumerated() { records[index].sizeBytes = adapter.sizeBytes }
    if host != nil { totals.host = Ledger.TierCounts() }
    try placeFirstResidents()
    for index in adapters.indices { refreshCost(AdapterID(index)) }
  }

  deinit {
    records.deallocate()
    costs.deallocate()
    times.deallocate()
  }

  var clockSeconds: Double {
    get { times.pointee.clockSeconds }
    set { times.pointee.clockSeconds = newValue }
  }

  /// Requests before the current one.
  var served: Int { times.pointee.served }

  /// The resident set of the GPU tier, as policies may see it: O(1), valid until the next change.
  public var residents: ResidentView { view(of: gpu) }

  /// The resident set of the host tier; nil if there is none.
  public var hostResidents: ResidentView? { host.map { view(of: $0) } }

  func view(of room: TierRoom) -> ResidentView {
    ResidentView(
      resident: room.words, held: holds.words, costs: costs, adapterCount: adapterCount, count: room.count,
      used: room.used, capacity: room.capacity)
  }

  /// Reports the first residents to the policy and to the host tier's evictor: `used(.placed)` in rising order.
  public func start<E: Evictor>(notifying policy: inout E) throws(Fault) {
    if lacksHostEvictor { throw Messages.noHostEvictor() }
    for adapter in residents.adapters { try policy.used(use(of: adapter, at: 0, kind: .placed)) }
    for adapter in hostResidents?.adapters ?? [] { try hostEvictor.used(use(of: adapter, at: 0, kind: .placed)) }
  }

  /// The current state of an adapter in a tier. All adapters are resident in storage.
  public func state(of adapter: AdapterID, in tier: Tier) -> AdapterState {
    let room = tier == .gpu ? gpu : host
    guard tier != .storage else { return .resident }
    guard let room, room.contains(adapter) else { return .absent }
    let record = records[adapter.index]
    if record.loadUntilSeconds > clockSeconds {
      return .loading(sinceSeconds: record.loadSinceSeconds, untilSeconds: record.loadUntilSeconds)
    }
    if holds.count(of: adapter) > 0 { return .inUse(services: holds.count(of: adapter)) }
    return record.isPinned ? .pinned : .resident
  }

  func use(of adapter: AdapterID, at step: Step, kind: Use.Kind, nextUse: Step = .never) -> Use {
    Use(
      adapter: adapter, step: step, kind: kind, sizeBytes: records[adapter.index].sizeBytes, nextUse: nextUse)
  }

  // MARK: - The first residents

  private func placeFirstResidents() throws(Fault) {
    let adapters = configuration.adapters
    for (index, adapter) in adapters.enumerated() where adapter.isPinned {
      guard place(AdapterID(index)) else { throw Messages.pinnedDoNotFit(in: self, adapter: adapter) }
      records[index].isPinned = true
      holds.pin(AdapterID(index))
    }
    if !configuration.startsEmpty {
      let isChosen = adapters.contains { $0.startsIn == .gpu && !$0.isPinned }
      for (index, adapter) in adapters.enumerated() where !isChosen || adapter.startsIn == .gpu {
        if gpu.contains(AdapterID(index)) { continue }
        if !place(AdapterID(index)), isChosen { throw Messages.startersDoNotFit(in: self, adapter: adapter) }
      }
      for (index, adapter) in adapters.enumerated() where adapter.startsIn == .host {
        guard let host, !host.contains(AdapterID(index)), host.hasRoom(for: AdapterID(index)) else { continue }
        host.insert(AdapterID(index))
      }
    }
  }

  /// Puts an adapter into both tiers if it fits.
  private func place(_ adapter: AdapterID) -> Bool {
    guard gpu.hasRoom(for: adapter) else { return false }
    if let host, !host.contains(adapter) {
      guard host.hasRoom(for: adapter) else { return false }
      host.insert(adapter)
    }
    gpu.insert(adapter)
    return true
  }
}

/// The evictor if there is no host tier, or none that is called.
private struct NoVictimEvictor: Evictor {
  mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? { nil }
}
