import Core

/// Simulates configurations of a table: shared by `twin batch`, `validate`, `optimum` and `fit`.
public struct BatchPlayer: Sendable {
  /// The arrivals of a row's requests.
  public enum Arrivals: Sendable, Equatable {
    /// As drawn by the client of the measured runs.
    case client
    case law(Workload.Arrivals)
  }

  /// The twin to use.
  public enum Mode: Sendable, Equatable {
    /// The server with the scheduler of vLLM V1 and the profile's step model.
    case vllmV1
    /// The published twin with these faults.
    case agullo(Set<AgulloFault>)
  }

  /// The result of a row.
  public enum Outcome: Sendable {
    /// One run per replicate.
    case played([TwinRun])
    /// The same for the published twin, and the tokens per second requested by clients.
    case published([AgulloRun], idealThroughput: Double)
    /// The server would not start.
    case refused(KVMemory.Verdict)
    /// The row is invalid or cannot be simulated.
    case faulty(Fault)
  }

  public var profiles: [TwinProfile]
  public var mode = Mode.vllmV1
  public var arrivals = Arrivals.client
  public var lengthDrawing = Workload.LengthDrawing.dealt
  public var replicates = 1
  public var seed = Seed(0)
  let shapes: [LengthShape]

  public init(profiles: [TwinProfile]) {
    self.profiles = profiles
    shapes = profiles.map { LengthShape.shareGPT(correlation: $0.lengthCorrelation) }
  }

  /// Simulates a row of a table.
  public func play(_ table: BatchTable, row: Int) -> Outcome {
    do throws(Fault) {
      return play(try BatchRow(table, row: row))
    } catch {
      return .faulty(error)
    }
  }

  /// Simulates a configuration, `replicates` times.
  public func play(_ row: BatchRow) -> Outcome {
    do throws(Fault) {
      let profile = try profile(of: row.model)
      if row.slots > row.adapters { throw Messages.tooManySlots(row.slots, adapters: row.adapters) }
      let verdict = profiles[profile].memory.verdict(slots: row.slots, slotRank: row.slotRank)
      guard case .fits(let tokens) = verdict else { return .refused(verdict) }
      if case .agullo(let faults) = mode {
        return try playPublished(row, profile: profile, kvTokens: tokens, faults: faults)
      }
      let twin = try twin(of: row, profile: profile)
      var runs: [TwinRun] = []
      for replicate in 0..<replicates { runs.append(try twin.run(seed: seed.derived("replicate", "\(replicate)"))) }
      return .played(runs)
    } catch {
      return .faulty(error)
    }
  }

  /// The twin of a configuration that starts.
  public func twin(of row: BatchRow) throws(Fault) -> Twin { try twin(of: row, profile: try profile(of: row.model)) }

  private func twin(of row: BatchRow, profile index: Int) throws(Fault) -> Twin {
    let profile = profiles[index]
    let server = try profile.server(slots: row.slots, slotRank: row.slotRank)
    let lengths = shapes[index].pool(
      meanInput: row.meanInput ?? profile.meanLengths.input,
      meanOutput: (row.meanOutput ?? profile.meanLengths.output) * profile.outputShare)
    var workload = workload(of: row, lengths: lengths)
    workload.outputShare = profile.outputShare
    var twin = Twin(
      server: server, stepModel: profile.steps,
      latencies: profile.latencies(ranks: workload.ranks, slotRank: row.slotRank), workload: workload)
    twin.observation = profile.observation
    return twin
  }

  /// The workload of a row, with the given lengths.
  func workload(of row: BatchRow, lengths: LengthPool) -> Workload {
    let ranks = Workload.dealt(row.ranks, to: row.adapters, seed: seed.derived("ranks"))
    let rates =
      arrivals == .client
      ? Workload.dealtByClient(row.rates, to: row.adapters, seed: 0)
      : Workload.dealt(row.rates, to: row.adapters, seed: seed.derived("rates"))
    var workload = Workload(rates: rates, ranks: ranks, lengths: lengths, durationSeconds: row.durationSeconds)
    workload.lengthDrawing = lengthDrawing
    switch arrivals {
    case .client: workload.arrivals = .client(seed: 0)
    case .law(let law): workload.arrivals = law
    }
    return workload
  }

  private func profile(of model: String) throws(Fault) -> Int {
    if let index = profiles.firstIndex(where: { $0.model == model || $0.name == model }) { return index }
    if let index = profiles.firstIndex(where: { $0.model.hasPrefix(model + "-") }) { return index }
    throw Messages.unknownTwinProfile(model, profiles.map(\.model))
  }
}
