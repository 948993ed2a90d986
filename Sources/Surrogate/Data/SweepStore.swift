import Core
import Glibc
import Synchronization
import Traces

/// The file of a sweep: units in order, each appended whole, so that a run that was stopped can be gone on with, and the
/// bytes are the same for any number of workers.
public final class SweepStore: Sendable {
  private struct State {
    var nextUnit: Int
    /// Units that are played, and wait for those before them.
    var waiting: [Int: [SweepRow]] = [:]
    var fault: Fault?
    var rows: Int
  }

  private let path: String
  private let descriptor: Int32
  private let state: Mutex<State>
  /// The first unit that is not in the file.
  public let firstUnit: Int

  /// Opens a file to append to. One that is there is gone on with where it is of the same profile and design, and a fault otherwise;
  /// what its last unit left is cut, and played again.
  public init(_ path: String, for sweep: Sweep) throws(Fault) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Messages.unwritable(path, Self.systemError) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw Messages.busy(path)
    }
    do throws(Fault) {
      let found = try SweepTable(torn: try wholeFile(path), file: path, profile: sweep.mark, design: sweep.design.mark)
      firstUnit = found.resumeUnit
      state = Mutex(State(nextUnit: found.resumeUnit, rows: found.rows.count))
      guard ftruncate(descriptor, off_t(found.resumeBytes)) == 0 else {
        throw Messages.unwritable(path, Self.systemError)
      }
      lseek(descriptor, 0, SEEK_END)
      if found.resumeBytes == 0 { try write(SweepRow.columns.joined(separator: ",") + "\n") }
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  /// Rows in the file.
  public var rows: Int { state.withLock { $0.rows } }

  /// Takes a unit's rows from any worker, and writes all units whose turn has come.
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

  /// Throws what went wrong while writing.
  public func finish() throws(Fault) {
    if let fault = state.withLock({ $0.fault }) { throw fault }
    guard fsync(descriptor) == 0 else { throw Messages.unwritable(path, Self.systemError) }
  }

  private func write(_ text: String) throws(Fault) {
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let now = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + written, bytes.count - written) }
      if now < 0, errno == EINTR { continue }
      guard now > 0 else { throw Messages.unwritable(path, Self.systemError) }
      written += now
    }
  }

  private static var systemError: String { String(cString: strerror(errno)) }
}

/// All bytes of a file of at most 1 GiB.
func wholeFile(_ path: String) throws(Fault) -> [UInt8] {
  var source = try openBytes(path)
  var bytes: [UInt8] = []
  let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
  defer { chunk.deallocate() }
  while true {
    let count = try source.read(into: chunk)
    if count == 0 { return bytes }
    bytes.append(contentsOf: chunk[..<count])
    guard bytes.count <= 1 << 30 else { throw Messages.tooLong(path) }
  }
}
