import Core

/// A tournament read from its folder, finished or not, for statistics and reports.
///
/// Cells are kept in memory (a few hundred bytes each); curves, residents and timings are read on request, one line at
/// a time.
public struct StoredTournament: Sendable {
  public let folder: String
  public let manifest: Manifest
  public let grid: CellGrid
  /// The existing cells, in cell order.
  public let cells: [StoredCell]
  /// Index in `cells` for each number of the grid; −1 if the cell is missing.
  private let places: [Int32]

  /// Reads a folder.
  ///
  /// - Throws: a fault if there is no manifest, it has another format, or a line was edited. A truncated last line is
  ///   ignored.
  public init(folder: String) throws(Fault) {
    let files = StoreFiles(folder: folder)
    let manifest = try files.readManifest()
    let grid = CellGrid(manifest)
    var cells: [StoredCell] = []
    var isThere = [Bool](repeating: false, count: grid.count)
    try StoreFiles.forEachCell(
      of: files.cells, grid: grid, check: LineCheck(settings: manifest.settingsHash)
    ) { (key, fields) throws(Fault) in
      let number = grid.number(of: key)!
      guard !isThere[number] else { throw Messages.repeatedCell(grid.id(of: key), fields.place) }
      isThere[number] = true
      cells.append(try StoredCell(fields, key: key))
    }
    self.init(folder: folder, manifest: manifest, cells: cells)
  }

  /// A tournament from its parts; each cell of the manifest's grid at most once.
  public init(folder: String, manifest: Manifest, cells: [StoredCell]) {
    let grid = CellGrid(manifest)
    let cells = cells.sorted { $0.key < $1.key }
    var places = [Int32](repeating: -1, count: grid.count)
    for (place, cell) in cells.enumerated() { places[grid.number(of: cell.key)!] = Int32(place) }
    self.folder = folder
    self.manifest = manifest
    self.grid = grid
    self.cells = cells
    self.places = places
  }

  /// The manifest in a file.
  public static func manifest(at path: String) throws(Fault) -> Manifest {
    guard let bytes = try LineFile.contents(of: path) else { throw Messages.unreadable(path, "there is no such file") }
    return try Manifest(parsing: bytes, file: path)
  }

  /// The cell; nil if it is missing, or the tournament has no such cell.
  public subscript(_ key: CellKey) -> StoredCell? {
    guard let number = grid.number(of: key), places[number] >= 0 else { return nil }
    return cells[Int(places[number])]
  }

  /// The cells of a policy at a trace's capacity, by replicate; nil for those that are missing.
  public func replicates(policy: Int, trace: Int, capacity: Int) -> [StoredCell?] {
    (0..<manifest.replicates).map {
      self[CellKey(trace: trace, capacity: capacity, replicate: $0, policy: policy)]
    }
  }

  /// The number of missing cells of the grid.
  public var missingCount: Int { grid.count - cells.count }

  /// Forfeits in cell order.
  public var forfeits: [StoredCell] { cells.filter(\.isForfeit) }

  /// Calls `body` with each curve, in the order of the file: cell order once the tournament is complete.
  ///
  /// - Parameter isWanted: whether a cell's curve is needed; other lines are not parsed.
  public func forEachCurve(
    where isWanted: (CellKey) -> Bool = { _ in true }, _ body: (CellKey, StoredCurve) throws(Fault) -> Void
  ) throws(Fault) {
    try StoreFiles.forEachCell(of: StoreFiles(folder: folder).curves, grid: grid, check: check, where: isWanted) {
      (key, fields) throws(Fault) in try body(key, try StoredCurve(fields))
    }
  }

  /// The resident sets over time, in the cells of the first replicate; in cell order.
  public func residents() throws(Fault) -> [(key: CellKey, spells: ResidentSpells)] {
    var all: [(key: CellKey, spells: ResidentSpells)] = []
    try StoreFiles.forEachCell(of: StoreFiles(folder: folder).residents, grid: grid, check: check) {
      (key, fields) throws(Fault) in all.append((key, try ResidentSpells(fields)))
    }
    return all.sorted { $0.key < $1.key }
  }

  /// Calls `body` with the clock readings of each cell, in the order in which cells finished.
  public func forEachTiming(_ body: (CellKey, StoredTiming) throws(Fault) -> Void) throws(Fault) {
    let path = StoreFiles(folder: folder).timings
    try LineFile.forEachLine(of: path) { (line, number, _) throws(Fault) in
      let fields = try StoreFiles.parsed(line, at: Fault.Place(file: path, line: number))
      guard try fields.text("type") == "timing", let key = grid.key(ofID: try fields.text("cell")) else { return }
      try body(key, try StoredTiming(fields))
    }
  }

  private var check: LineCheck { LineCheck(settings: manifest.settingsHash) }
}
