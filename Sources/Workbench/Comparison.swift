import Core
import Paging
import Synchronization
import Traces

/// Several policies on the same worlds, replicate by replicate: a small tournament in memory.
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
  /// Memory holds one world per worker. `progress` is called after each cell, from any worker.
  /// - Throws: the first fault in cell order among those that occurred.
  public func results(jobs: Int, progress: @escaping @Sendable (Int) -> Void) async throws -> [Row] {
    let queue = WorkQueue(count: replicates)
    var rows = [Result<Row, Fault>?](repeating: nil, count: replicates)
    await withTaskGroup(of: [(Int, Result<Row, Fault>)].self) { group in
      for _ in 0..<max(1, min(jobs, replicates)) {
        group.addTask {
          var done: [(Int, Result<Row, Fault>)] = []
          while let replicate = queue.next() {
            let row = Result { () throws(Fault) in try self.play(replicate, queue, progress) }
            if case .failure = row { queue.stop() }
            done.append((replicate, row))
          }
          return done
        }
      }
      for await done in group {
        for (replicate, row) in done { rows[replicate] = row }
      }
    }
    return try rows.compactMap { try $0?.get() }
  }

  private func play(_ replicate: Int, _ queue: WorkQueue, _ progress: (Int) -> Void) throws(Fault) -> Row {
    let world = try world(replicate)
    let oracle = Oracle(trace: world.trace, paging: world.paging)
    var results: [CellResult] = []
    for entrant in entrants {
      var cell = Cell(
        entrant: entrant, trace: world.trace, oracle: oracle, paging: world.paging, seed: seed, replicate: replicate)
      prepare(&cell)
      do throws(Fault) {
        results.append(try cell.run())
      } catch {
        throw explain(entrant, replicate, error)
      }
      progress(queue.finishedOne())
    }
    return Row(
      results: results, oracle: oracle, references: References(world.trace),
      adapterNames: world.trace.adapters.map(\.name))
  }
}

/// Gives out 0 … count−1, each once, and counts finished items.
final class WorkQueue: Sendable {
  private let count: Int
  private let taken = Atomic<Int>(0)
  private let finished = Atomic<Int>(0)

  init(count: Int) { self.count = count }

  /// The next item; nil when none is left.
  func next() -> Int? {
    let mine = taken.wrappingAdd(1, ordering: .relaxed).oldValue
    return mine < count ? mine : nil
  }

  /// Gives out no more items.
  func stop() { taken.store(count, ordering: .relaxed) }

  /// Counts one finished cell; returns the new count.
  func finishedOne() -> Int { finished.wrappingAdd(1, ordering: .relaxed).newValue }
}
