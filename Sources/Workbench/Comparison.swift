import Core
import Paging
import Results
import Synchronization
import Traces

/// Several policies on the same worlds, replicate by replicate: a tournament of one trace and capacity, kept in memory.
///
/// In a replicate every policy sees the same requests, contexts, noise and jitter (common random numbers), so the
/// differences are paired.
public struct Comparison: Sendable {
  /// The environment of one replicate.
  public struct World: Sendable {
    public var trace: Trace
    public var paging: PagingConfiguration

    public init(trace: Trace, paging: PagingConfiguration) {
      self.trace = trace
      self.paging = paging
    }
  }

  /// The results of one replicate.
  public struct Row: Sendable {
    /// In the order of the entrants.
    public var results: [CellResult]
    /// nil if the trace has no rewards.
    public var oracle: Oracle?
    /// nil if the trace has no rewards.
    public var references: References?
    public var adapterNames: [String]
  }

  public var entrants: [Entrant]
  public var replicates: Int
  public var seed: Seed
  /// Sets a cell's other settings (host tier, service times) before it runs.
  public var prepare: @Sendable (inout Cell) -> Void
  /// Adds the command that reproduces a fault of an entrant in a replicate.
  public var explain: @Sendable (Entrant, _ replicate: Int, Fault) -> Fault
  /// Makes the world of a replicate; the same for the same number.
  public var world: @Sendable (Int) throws(Fault) -> World

  public init(
    entrants: [Entrant], replicates: Int, seed: Seed, prepare: @escaping @Sendable (inout Cell) -> Void = { _ in },
    explain: @escaping @Sendable (Entrant, Int, Fault) -> Fault = { $2 },
    world: @escaping @Sendable (Int) throws(Fault) -> World
  ) {
    self.prepare = prepare
    self.explain = explain
    self.entrants = entrants
    self.replicates = replicates
    self.seed = seed
    self.world = world
  }

  /// Runs all cells with `jobs` workers: one row per replicate, the same for any `jobs`.
  ///
  /// Memory holds one world for each worker. `progress` is called after each cell, from any worker.
  /// - Throws: the first fault in cell order; cells behind it are not begun any more.
  public func results(jobs: Int, progress: @escaping @Sendable (Int) -> Void) throws(Fault) -> [Row] {
    // The world has its own capacity.
    let series = TraceSeries(size: 1, capacities: [Capacity(1)], isFixed: false) {
      (replicate: Int, _: Capacity) throws(Fault) -> World in try world(replicate)
    }
    let tournament = Tournament(
      entrants: entrants, traces: [series], replicates: replicates, seed: seed, prepare: prepare, replay: { _, _ in "" }
    )
    let cells = (0..<replicates).flatMap { replicate in
      entrants.indices.map { CellKey(trace: 0, capacity: 0, replicate: replicate, policy: $0) }
    }
    let table = Mutex(KeptCells(replicates: replicates, entrants: entrants.count))
    _ = try tournament.play(
      cells, jobs: jobs, wanted: { key in table.withLock { $0.fault.map { key < $0.key } ?? true } },
      records: { _ in false },
      take: { cell in
        let references = cell.key.policy == 0 ? References(cell.world.trace) : nil
        progress(table.withLock { $0.keep(cell, references) })
      }, tick: { (_: Int) throws(Fault) in true })
    let kept = table.withLock { $0 }
    if let (key, fault) = kept.fault { throw explain(entrants[key.policy], key.replicate, fault) }
    return kept.rows
  }
}

/// The cells of a comparison, as they come in.
private struct KeptCells: Sendable {
  private var cells: [[PlayedCell?]]
  private var references: [References?]
  private var count = 0
  /// The first in cell order of those met.
  private(set) var fault: (key: CellKey, fault: Fault)?

  init(replicates: Int, entrants: Int) {
    cells = Array(repeating: Array(repeating: nil, count: entrants), count: replicates)
    references = Array(repeating: nil, count: replicates)
  }

  /// - Returns: how many cells there are.
  mutating func keep(_ cell: PlayedCell, _ references: References?) -> Int {
    if let references { self.references[cell.key.replicate] = references }
    if case .failure(let found) = cell.outcome, fault.map({ cell.key < $0.key }) ?? true { fault = (cell.key, found) }
    cells[cell.key.replicate][cell.key.policy] = cell
    count += 1
    return count
  }

  var rows: [Comparison.Row] {
    zip(cells, references).compactMap { cells, references in
      guard let world = cells.first??.world else { return nil }
      return Comparison.Row(
        results: cells.compactMap { try? $0?.outcome.get() }, oracle: world.oracle, references: references,
        adapterNames: world.trace.adapters.map(\.name))
    }
  }
}
