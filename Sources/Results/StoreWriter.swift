import Core
import Synchronization
import System

/// The results of a finished cell.
public struct FinishedCell: Sendable {
  public var cell: StoredCell
  /// nil for a forfeit.
  public var curve: StoredCurve?
  /// nil for a forfeit, and in replicates after the first.
  public var residents: ResidentSpells?
  public var timing: StoredTiming

  public init(cell: StoredCell, curve: StoredCurve?, residents: ResidentSpells?, timing: StoredTiming) {
    self.cell = cell
    self.curve = curve
    self.residents = residents
    self.timing = timing
  }
}

/// Writes a tournament's folder: one writer at a time; a crash loses only the last moments.
///
/// `add` may be called from any thread and only stores in memory; `flush` makes the added cells durable. So workers
/// never wait for a disk.
public final class StoreWriter: Sendable {
  /// The lines of the four files to be written.
  private struct Batch {
    var cells = LineStore.Batch()
    var curves = LineStore.Batch()
    var residents = LineStore.Batch()
    var timings: [UInt8] = []
  }

  /// The expected state of the folder.
  public enum Mode: Sendable {
    /// It is new, or empty.
    case begins
    /// It contains a tournament to continue.
    case resumes
    /// It may contain shards and other files besides a tournament.
    case merges
  }

  private struct Files {
    var cells: LineStore
    var curves: LineStore
    var residents: LineStore
    /// Its lock excludes other writers while this process runs; so it is never replaced.
    var timings: DurableFile
  }

  public let folder: String
  public let manifest: Manifest
  public let grid: CellGrid
  /// The folder's manifest when it was opened; nil in a new folder.
  public let previous: Manifest?
  /// For each cell number, whether it was complete when the folder was opened.
  public let found: [Bool]
  /// The number of forfeits among the cells found.
  public let foundForfeits: Int
  private let foundLines: (cells: [Bool], curves: [Bool], residents: [Bool])
  private let batch = Mutex(Batch())
  private let files: Mutex<Files>

  /// Creates a new folder, or opens an existing one.
  ///
  /// - Parameters:
  ///   - mode: the expected state of the folder. The manifest of a tournament to continue must agree with this one;
  ///     policies, traces, capacities and replicates may be added.
  /// - Throws: a fault if the folder contains other files, a tournament that is not to be resumed or does not agree, or
  ///   an edited line; if another command writes to it; or if it cannot be written.
  public init(folder: String, manifest: Manifest, mode: Mode) throws(Fault) {
    let paths = StoreFiles(folder: folder)
    try paths.makeFolder()
    let isThere = try paths.examine(mode)
    let timings = try DurableFile(paths.timings)
    guard timings.lock() else { throw Messages.secondWriter(folder) }
    try timings.cut(to: try LineFile.forEachLine(of: paths.timings) { (_, _, _) throws(Fault) in })
    previous = isThere ? try paths.readManifest() : nil
    if let previous { try manifest.checkContinues(previous, in: paths.manifest) }
    // If nothing was added, the manifest keeps the command that began it.
    if previous.map({ !manifest.hasSameCells(as: $0) }) ?? true {
      let text = manifest.text
      try DurableFile.replace(paths.manifest) { (file) throws(Fault) in try file.write(Array(text.utf8)) }
    }

    let grid = CellGrid(manifest)
    let check = LineCheck(settings: manifest.settingsHash)
    var isForfeit = [Bool](repeating: false, count: grid.count)
    let cells = try LineStore(paths.cells, grid: grid, check: check) { (number, line, place) throws(Fault) in
      isForfeit[number] = try StoreFiles.parsed(line, at: place).text("outcome") == "forfeit"
    }
    let curves = try LineStore(paths.curves, grid: grid, check: check)
    let residents = try LineStore(paths.residents, grid: grid, check: check)
    let foundLines = (cells: cells.present, curves: curves.present, residents: residents.present)
    found = (0..<grid.count).map { number in
      foundLines.cells[number]
        && (isForfeit[number]
          || foundLines.curves[number] && (grid.key(of: number).replicate > 0 || foundLines.residents[number]))
    }
    self.foundLines = foundLines
    foundForfeits = isForfeit.count { $0 }
    self.folder = folder
    self.manifest = manifest
    self.grid = grid
    files = Mutex(Files(cells: cells, curves: curves, residents: residents, timings: timings))
  }

  /// Records the command that writes from now on.
  public func begin(command: String, build: Manifest.Build, jobs: Int, startedAt seconds: Int) {
    var line = JSONLine()
    line.add("type", "command")
    line.add("command", command)
    line.add("version", build.version)
    line.add("commit", build.commit)
    if let isDirty = build.isDirty { line.add("dirty", isDirty) } else { line.add("dirty", nil as Int?) }
    line.add("jobs", jobs)
    line.add("started", SystemClock.timestamp(seconds))
    line.add("found", found.count { $0 })
    let text = line.text + "\n"
    batch.withLock { $0.timings.append(contentsOf: text.utf8) }
  }

  /// Adds a finished cell of the grid; each once.
  public func add(_ finished: FinishedCell) {
    let key = finished.cell.key
    let number = grid.number(of: key)!
    let id = grid.id(of: key)
    let check = LineCheck(settings: manifest.settingsHash)
    let cell = check.sealed(finished.cell.line(in: manifest, grid: grid).text)
    let curve = finished.curve.map { check.sealed($0.line(id: id)) }
    let residents = finished.residents.map { check.sealed($0.line(id: id).text) }
    let timing = finished.timing.line(id: id).text + "\n"
    batch.withLock { batch in
      if !foundLines.cells[number] { batch.cells.add(cell, of: number) }
      if let curve, !foundLines.curves[number] { batch.curves.add(curve, of: number) }
      if let residents, !foundLines.residents[number] { batch.residents.add(residents, of: number) }
      batch.timings.append(contentsOf: timing.utf8)
    }
  }

  /// Makes all added cells durable: curves and residents first, so that every cell in the file is complete.
  public func flush() throws(Fault) {
    let batch = self.batch.withLock { batch in
      let taken = batch
      batch = Batch()
      return taken
    }
    let result = files.withLock { files in
      Result { () throws(Fault) in
        try files.curves.append(batch.curves)
        try files.residents.append(batch.residents)
        try files.cells.append(batch.cells)
        try files.timings.write(batch.timings)
      }
    }
    try result.get()
  }

  /// Makes all added cells durable, and sorts the files by cell.
  public func finish() throws(Fault) {
    try flush()
    let result = files.withLock { files in
      Result { () throws(Fault) in
        try files.curves.putInOrder()
        try files.residents.putInOrder()
        try files.cells.putInOrder()
      }
    }
    try result.get()
  }

  /// Copies the cells of another folder of the same tournament: a shard.
  ///
  /// Its lines are copied unchanged, so that merged cells equal those of a tournament without shards.
  public func take(from folder: String) throws(Fault) {
    let paths = StoreFiles(folder: folder)
    let result = files.withLock { files in
      Result { () throws(Fault) in
        try take(paths.curves, into: &files.curves)
        try take(paths.residents, into: &files.residents)
        guard try take(paths.cells, into: &files.cells) > 0 else { return }
        var timings: [UInt8] = []
        try LineFile.forEachLine(of: paths.timings) { (line, _, _) throws(Fault) in
          timings.append(contentsOf: line)
          timings.append(UInt8(ascii: "\n"))
        }
        try files.timings.write(timings)
      }
    }
    try result.get()
  }

  /// Returns the number of new lines.
  @discardableResult
  private func take(_ path: String, into store: inout LineStore) throws(Fault) -> Int {
    let check = LineCheck(settings: manifest.settingsHash)
    var batch = LineStore.Batch()
    var count = 0
    try LineFile.forEachLine(of: path) { (line, number, _) throws(Fault) in
      let place = Fault.Place(file: path, line: number)
      guard check.holds(line) else { throw Messages.editedLine(place) }
      let id = try StoreFiles.id(of: line, at: place)
      guard let cell = grid.key(ofID: id).flatMap(grid.number(of:)) else { throw Messages.unknownCell(id, place) }
      guard !store.has(cell) else { return }
      batch.add(line, of: cell)
      count += 1
      if batch.count >= 1 << 20 {
        try store.append(batch)
        batch = LineStore.Batch()
      }
    }
    try store.append(batch)
    return count
  }

  /// For each cell number, whether it is in the folder now; without cells that were added but not flushed.
  public var present: [Bool] { files.withLock { $0.cells.present } }
}
