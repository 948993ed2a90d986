import Core
import System

/// Makes a profile of the twin from measurements: docs/reference/twin-calibration.md.
///
/// The model's own terms come from a server without LoRA; memory and loads from their tables; the terms of LoRA and of the
/// host from end-to-end runs, each of which is first matched by the twin (`RunMatch`), in two passes from the same
/// rough coefficients for every model. Values that are in no table are taken from a profile. The same input gives the
/// same bytes.
public struct TwinFit: Sendable {
  /// The measurements.
  public struct Tables: Sendable {
    public var runs: BatchTable
    public var decode: MeasuredTable?
    public var prefill: MeasuredTable?
    public var steps: MeasuredTable?
    public var loading: MeasuredTable?
    public var memory: MeasuredTable?

    public init(runs: BatchTable) { self.runs = runs }
  }

  /// A fitted profile, and its errors.
  public struct Result: Sendable {
    public var profile: TwinProfile
    /// Without LoRA, by table.
    public var base: [FitResiduals] = []
    /// Mean step of each run: all of them first, then by group.
    public var runs: [FitResiduals] = []
    public var steps: FitResiduals?
    /// Rows left out: marked rows, and rows that the twin could not match.
    public var dirty: [Int] = []
    public var unmet: [Int] = []
    /// The values taken from the source profile, in words.
    public var taken: [String] = []

    let fit: StepFit
    let matches: [RunMatch]
  }

  /// The start of the second part of a fit, for all models.
  static let start: [(term: StepTerm, millis: Double)] = [
    (.lora, 1), (.loraSequences, 0.01), (.loraPrompt, 0.01), (.idleBlocks, 0.5), (.adapterBlocks, 0.5), (.expand, 0.2),
    (.shrink, 0.1), (.passedOver, 0.4), (.refusedSequences, 2),
  ]
  static let startLoadMillis = 5.0
  public static let passes = 2

  let tables: Tables
  let choice: MeasuredRun.Choice
  /// The state after the base model, memory and loads; the other terms have their start values.
  private let begun: Result
  public var player: BatchPlayer

  public var runs: BatchTable { tables.runs }

  /// Runs that are fitted.
  public var runCount: Int { choice.runs.count }

  /// - Parameters:
  ///   - model: its name in the tables.
  ///   - source: the source of settings and of values that are in no table.
  public init(_ tables: Tables, model: String, name: String, from source: TwinProfile) throws(Fault) {
    self.tables = tables
    choice = try MeasuredRun.Choice(tables.runs, model: model)
    let needed = StepFit.columns.count + 1
    guard choice.runs.count >= needed else {
      throw Messages.tooFewRows(choice.runs.count, tables.runs.file, model, needs: needed)
    }
    var profile = source
    profile.name = name
    profile.model = model
    var base: [FitResiduals] = []
    var taken = ["settings, lengths and what clients see"]
    if let decode = tables.decode {
      let fit = try BaseFit(decode: decode, prefill: tables.prefill, model: model, profile: source)
      base = try fit.fit(into: &profile)
      if !fit.terms.contains(.prompt) { taken.append("the prompt's term") }
    } else {
      taken.append("the terms without LoRA")
    }
    if let memory = tables.memory {
      try MemoryFit.fit(memory, model: model, into: &profile)
    } else {
      let hasCacheData = MemoryFit.take(tables.runs, choice, into: &profile)
      taken.append(hasCacheData ? "memory where no run has the cache" : "memory")
    }
    if let loading = tables.loading { try LoadFit.fit(loading, model: model, into: &profile) }
    for (term, millis) in Self.start { profile.steps[term] = millis }
    if profile.loads.isEmpty {
      profile.loads = [TwinProfile.Load(slotRank: 1, adapterRank: 1, millis: Self.startLoadMillis)]
    }
    let bins = try tables.steps.map { table throws(Fault) in
      try StepBins(table, model: model, steps: profile.steps).bins
    }
    let fit = StepFit(base: profile.steps, bins: bins ?? [], fitsLoads: tables.loading == nil)
    begun = Result(profile: profile, base: base, dirty: choice.dirty, taken: taken, fit: fit, matches: [])
    player = BatchPlayer(profiles: [profile])
  }

  /// The fit; `progress` is told how many of `passes` times `runCount` runs are met.
  public func run(jobs: Int, progress: @escaping @Sendable (Int) -> Void = { _ in }) throws(Fault) -> Result {
    var result = begun
    for pass in 0..<Self.passes {
      var player = player
      player.profiles = [result.profile]
      let met = try meet(with: player, jobs: jobs) { progress(pass * runCount + $0) }
      result = try fitted(met, from: result)
    }
    return result
  }

  private func meet(
    with player: BatchPlayer, jobs: Int, progress: @escaping @Sendable (Int) -> Void
  ) throws(Fault) -> [RunMatch?] {
    let runs = choice.runs
    let matches = Workers.map(runs.count, jobs: jobs) { index -> Swift.Result<RunMatch?, Fault> in
      do throws(Fault) {
        return .success(try RunMatch(runs[index], player: player))
      } catch {
        return .failure(error)
      }
    } progress: {
      progress($0)
    }
    var met: [RunMatch?] = []
    for match in matches { met.append(try match.get()) }
    return met
  }

  private func fitted(_ met: [RunMatch?], from last: Result) throws(Fault) -> Result {
    let near = met.compactMap { $0 }.filter { abs($0.distance) < RunMatch.nearEnough }
    let needed = StepFit.columns.count + 1
    guard near.count >= needed else {
      throw Messages.tooFewMet(near.count, of: runCount, tables.runs.file, needs: needed)
    }
    let fit = last.fit.fit(near)
    guard StepFit.fitted.contains(where: { fit.steps[$0] > 0 }) else { throw Messages.noTerm(tables.runs.file) }
    var result = Result(
      profile: last.profile, base: last.base, dirty: last.dirty, taken: last.taken, fit: last.fit, matches: near)
    result.unmet = zip(choice.runs, met).filter { abs($1?.distance ?? 1) >= RunMatch.nearEnough }.map(\.0.row)
    result.runs = [FitResiduals("all", fit.residuals)] + byGroup(near.map(\.row), fit.residuals)
    if !fit.binResiduals.isEmpty {
      result.steps = FitResiduals("micro_step_trace_bins", fit.binResiduals, weights: last.fit.bins.map(\.weight))
    }
    take(fit, into: &result)
    return result
  }

  private func byGroup(_ rows: [Int], _ residuals: [Double]) -> [FitResiduals] {
    let groups = rows.map { tables.runs.field("group", of: $0) ?? "" }
    return unique(groups).sorted().filter { !$0.isEmpty }.map { group in
      FitResiduals(group, zip(groups, residuals).filter { $0.0 == group }.map(\.1))
    }
  }

  private func take(_ fit: StepFit.Result, into result: inout Result) {
    let percent = (10 * result.runs[0].mape).rounded() / 10
    let source = result.steps == nil ? "runs_e2e" : "runs_e2e and micro_step_trace_bins"
    for term in StepFit.fitted {
      result.profile.steps[term] = fit.steps[term]
      result.profile.origins[term] = TwinProfile.Origin(
        source: source, rows: result.runs[0].rows, residualPercent: percent)
    }
    if let millis = fit.loadMillis {
      let rank = choice.runs.map(\.configuration.slotRank).max() ?? 1
      result.profile.loads = [TwinProfile.Load(slotRank: rank, adapterRank: rank, millis: millis)]
    }
  }
}
