import Core
import Results
import System

/// A cell that was played.
public struct PlayedCell: Sendable {
  public var key: CellKey
  /// The fault where the policy is at fault.
  public var outcome: Result<CellResult, Fault>
  /// nil for a fault, and where nothing is recorded.
  public var residents: ResidentSpells?
  public var timing: StoredTiming
  /// What it was played on.
  let world: OpenWorld
}

extension Tournament {
  /// Plays cells with `jobs` workers, and hands each over as it finishes, as a store keeps it.
  ///
  /// The result of a cell depends neither on `jobs` nor on the order. Memory holds at most one world per worker. Call it
  /// from a thread that may wait.
  ///
  /// - Parameters:
  ///   - cells: in cell order.
  ///   - deliver: receives a finished cell; called by the workers, at any time.
  ///   - tick: called on the caller's thread several times per second, with the number of cells left; returns whether
  ///     to continue. If not, running cells are abandoned.
  /// - Returns: whether all cells ran.
  /// - Throws: what `tick` throws, or the fault of a world that cannot be made.
  public func play(
    _ cells: [CellKey], jobs: Int, deliver: @escaping @Sendable (FinishedCell) -> Void,
    tick: (_ left: Int) throws(Fault) -> Bool
  ) throws(Fault) -> Bool {
    try play(cells, jobs: jobs, records: { $0.replicate == 0 }, take: { deliver(finished($0)) }, tick: tick)
  }

  /// The same for cells that are not stored.
  ///
  /// - Parameters:
  ///   - wanted: whether a cell is still to be played when its turn comes.
  ///   - records: whether the spells of residents are kept.
  ///   - take: takes a played cell; called by the workers, at any time.
  func play(
    _ cells: [CellKey], jobs: Int, wanted: @escaping @Sendable (CellKey) -> Bool = { _ in true },
    records: @escaping @Sendable (CellKey) -> Bool, take: @escaping @Sendable (PlayedCell) -> Void,
    tick: (_ left: Int) throws(Fault) -> Bool
  ) throws(Fault) -> Bool {
    let queue = Monitor(CellQueue(cells, of: self))
    let work: @Sendable (Int) -> Void = { worker in
      self.work(queue) { key, world in
        guard wanted(key) else { return 0 }
        let cell = self.play(key, on: world, worker: worker, isRecorded: records(key))
        take(cell)
        return cell.timing.seconds
      }
    }
    // Also where the tick throws, no worker begins another cell.
    defer { queue.change { $0.stop() } }
    let isWhole = try Workers.run(max(1, min(jobs, cells.count)), work) { () throws(Fault) in
      try tick(queue.change { $0.left })
    }
    guard isWhole else { return false }
    if let failure = queue.change({ $0.failure }) { throw failure }
    return true
  }

  private func work(_ queue: Monitor<CellQueue>, _ play: (CellKey, OpenWorld) -> Double) {
    var last: Int?
    while true {
      switch queue.wait({ $0.next(after: last) }) {
      case .nothing: return
      case .open(let unit, let trace, let capacity, let replicate):
        last = unit
        do throws(Fault) {
          let world = try OpenWorld(
            traces[trace], replicate: replicate, capacity: traces[trace].capacities[capacity])
          queue.change { $0.opened(unit, world) }
        } catch {
          queue.change { $0.failed(error) }
        }
      case .play(let key, let unit, let world):
        last = unit
        let seconds = play(key, world)
        queue.change { $0.finished(key, unit: unit, seconds: seconds) }
      }
    }
  }
}
