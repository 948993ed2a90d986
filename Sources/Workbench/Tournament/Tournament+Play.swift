import Core
import Results
import System

extension Tournament {
  /// Runs cells with `jobs` workers, and delivers each when it finishes.
  ///
  /// The result of a cell depends neither on `jobs` nor on the order. Memory holds at most one world per worker. Call
  /// it from a thread that may block.
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
    let queue = Monitor(CellQueue(cells, of: self))
    let workers = max(1, min(jobs, cells.count))
    queue.change { $0.workers = workers }
    for worker in 0..<workers { Threads.start { work(as: worker, queue, deliver) } }
    while !queue.wait(seconds: 0.2, until: { $0.workers == 0 }) {
      let left = queue.change { $0.left }
      let goesOn: Bool
      do throws(Fault) {
        goesOn = try tick(left)
      } catch {
        queue.change { $0.stop() }
        throw error
      }
      if !goesOn {
        queue.change { $0.stop() }
        return false
      }
    }
    if let failure = queue.change({ $0.failure }) { throw failure }
    return true
  }

  private func work(
    as worker: Int, _ queue: Monitor<CellQueue>, _ deliver: (FinishedCell) -> Void
  ) {
    var last: Int?
    while true {
      switch queue.wait({ $0.next(after: last) }) {
      case .nothing:
        queue.change { $0.workers -= 1 }
        return
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
        let finished = play(key, on: world, worker: worker)
        deliver(finished)
        queue.change { $0.finished(key, unit: unit, seconds: finished.timing.seconds) }
      }
    }
  }
}
