import Core
import Synchronization
import System

/// The file of a sweep: units in order, each appended as a whole, so that a stopped run can continue, and the bytes are
/// the same for any number of workers.
public final class SweepStore: Sendable {
  private struct State {
    var nextUnit: Int
    /// Finished units that wait for earlier ones.
    var waiting: [Int: [SweepRow]] = [:]
    var fault: Fault?
    var rows: Int
  }

  private let path: String
  private let file: Mutex<File>
  private let state: Mutex<State>
  /// The first unit that is not in the file.
  public let firstUnit: Int

  /// Opens a file to append to. An existing file is continued if it has the same profile and design, else it is a
  /// fault; its last unit is removed and simulated again.
  public init(_ path: String, for sweep: Sweep) throws(Fault) {
    self.path = path
    let file = try attempt(path) { () throws(SystemError) in try File(path, [.read, .write, .create]) }
    guard file.tryLock() else { throw Messages.busy(path) }
    let found = try SweepTable(torn: try wholeFile(path), file: path, profile: sweep.mark, design: sweep.design.mark)
    firstUnit = found.resumeUnit
    state = Mutex(State(nextUnit: found.resumeUnit, rows: found.rows.count))
    try attempt(path) { () throws(SystemError) in
      try file.truncate(to: found.resumeBytes)
      try file.seek(to: found.resumeBytes)
      if found.resumeBytes == 0 { try file.write(Array((SweepRow.columns.joined(separator: ",") + "\n").utf8)) }
    }
    self.file = Mutex(file)
  }

  /// Rows in the file.
  public var rows: Int { state.withLock { $0.rows } }

  /// Adds a unit's rows from any worker, and writes all units that are next in order.
  public func take(_ rows: [SweepRow], unit: Int) {
    state.withLock { state in
      state.waiting[unit] = rows
      while let rows = state.waiting.removeValue(forKey: state.nextUnit) {
        state.nextUnit += 1
        state.rows += rows.count
        guard state.fault == nil else { continue }
        do throws(Fault) {
          try write(rows.map(\.line).joined())
        } catch {
          state.fault = error
        }
      }
    }
  }

  /// Throws the fault of a failed write.
  public func finish() throws(Fault) {
    if let fault = state.withLock({ $0.fault }) { throw fault }
    try file.withLock { file in
      Result { () throws(Fault) in try attempt(path) { () throws(SystemError) in try file.synchronize() } }
    }.get()
  }

  private func write(_ text: String) throws(Fault) {
    try file.withLock { file in
      Result { () throws(Fault) in try attempt(path) { () throws(SystemError) in try file.write(Array(text.utf8)) } }
    }.get()
  }
}

/// Adds the path to an error of the system.
private func attempt<Answer>(_ path: String, _ body: () throws(SystemError) -> Answer) throws(Fault) -> Answer {
  do throws(SystemError) {
    return try body()
  } catch {
    throw Messages.unwritable(path, error.reason)
  }
}

/// All bytes of a file of at most 1 GiB.
func wholeFile(_ path: String) throws(Fault) -> [UInt8] { try readWhole(path, limit: 1 << 30) }
