import Core
import Paging
import Results
import Traces

/// A grid of cells: entrants on traces, at capacities, in replicates.
///
/// Cells are named by `CellKey`: indices into `traces`, a trace's `capacities`, replicates, and `entrants`. In a
/// replicate all entrants see the same requests, contexts, noise and jitter, which depend only on the seed, the trace
/// and the replicate: one more entrant changes no other cell.
public struct Tournament: Sendable {
  public var entrants: [Entrant]
  public var traces: [TraceSeries]
  public var replicates: Int
  public var seed: Seed
  /// Sets a cell's other settings (host tier, service times) before it runs.
  public var prepare: @Sendable (inout Cell) -> Void
  /// The command that reproduces a fault of a cell.
  public var replay: @Sendable (CellKey, Fault) -> String

  public init(
    entrants: [Entrant], traces: [TraceSeries], replicates: Int, seed: Seed,
    prepare: @escaping @Sendable (inout Cell) -> Void, replay: @escaping @Sendable (CellKey, Fault) -> String
  ) {
    self.entrants = entrants
    self.traces = traces
    self.replicates = replicates
    self.seed = seed
    self.prepare = prepare
    self.replay = replay
  }

  /// Plays one cell on its world.
  func play(_ key: CellKey, on world: OpenWorld, worker: Int, isRecorded: Bool) -> PlayedCell {
    var cell = Cell(
      entrant: entrants[key.policy], trace: world.trace, oracle: world.oracle, paging: world.paging, seed: seed,
      replicate: key.replicate)
    prepare(&cell)
    let clock = ThreadClock()
    var residents: ResidentSpells?
    let outcome = Result { () throws(Fault) in
      let (result, spells) = try played(cell, isRecorded: isRecorded)
      residents = spells
      return result
    }
    return PlayedCell(
      key: key, outcome: outcome, residents: residents,
      timing: clock.timing(worldSeconds: world.takeSeconds(), worker: worker), world: world)
  }

  /// The cell as a store keeps it. A fault of the policy becomes a forfeit.
  func finished(_ played: PlayedCell) -> FinishedCell {
    switch played.outcome {
    case .success(let result):
      return FinishedCell(
        cell: result.stored(played.key, isExact: played.world.oracle?.isExact ?? false), curve: result.storedCurve,
        residents: played.residents, timing: played.timing)
    case .failure(let fault):
      let forfeit = Forfeit(
        kind: fault.kind?.rawValue, reason: fault.reason, place: fault.place?.described, at: fault.at,
        calls: fault.calls, fix: fault.fix, replay: replay(played.key, fault))
      return FinishedCell(
        cell: StoredCell(key: played.key, forfeit: forfeit), curve: nil, residents: nil, timing: played.timing)
    }
  }

  private func played(_ cell: Cell, isRecorded: Bool) throws(Fault) -> (CellResult, ResidentSpells?) {
    guard isRecorded else { return (try cell.run(), nil) }
    var recorder = ResidentRecorder(adapterCount: cell.trace.adapterCount)
    let result = try cell.run(watchedBy: &recorder)
    return (result, recorder.spells(requests: cell.trace.requestCount))
  }
}

/// A trace for each replicate.
public struct TraceSeries: Sendable {
  /// T times N, or another estimate of a cell's time; large ones run first.
  public var size: Int
  public var capacities: [Capacity]
  /// Whether all replicates run on the same world, which is then made once.
  public var isFixed: Bool
  /// Makes the world of a replicate at a capacity; the same for the same arguments.
  public var world: @Sendable (_ replicate: Int, _ capacity: Capacity) throws(Fault) -> Comparison.World

  public init(
    size: Int, capacities: [Capacity], isFixed: Bool,
    world: @escaping @Sendable (_ replicate: Int, _ capacity: Capacity) throws(Fault) -> Comparison.World
  ) {
    self.size = size
    self.capacities = capacities
    self.isFixed = isFixed
    self.world = world
  }
}
