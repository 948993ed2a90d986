import Core

/// A file with one line per cell, in any order, and the offset of each line.
struct LineStore {
  private let path: String
  private var file: DurableFile
  /// The offset of each cell's line, by its number; −1 if it is missing.
  private var offsets: [Int]
  private var lengths: [Int32]

  /// Opens the file, refuses lines that were edited, and removes a truncated last line.
  ///
  ///
  /// - Parameter read: called with each line.
  init(
    _ path: String, grid: CellGrid, check: LineCheck,
    _ read: (Int, UnsafeRawBufferPointer, Fault.Place) throws(Fault) -> Void = { (_, _, _) throws(Fault) in }
  ) throws(Fault) {
    self.path = path
    var offsets = [Int](repeating: -1, count: grid.count)
    var lengths = [Int32](repeating: 0, count: grid.count)
    let kept = try LineFile.forEachLine(of: path) { (line, number, offset) throws(Fault) in
      let place = Fault.Place(file: path, line: number)
      guard check.holds(line) else { throw Messages.editedLine(place) }
      let id = try StoreFiles.id(of: line, at: place)
      guard let cell = grid.key(ofID: id).flatMap(grid.number(of:)) else { throw Messages.unknownCell(id, place) }
      guard offsets[cell] < 0 else { throw Messages.repeatedCell(id, place) }
      offsets[cell] = offset
      lengths[cell] = Int32(line.count + 1)
      try read(cell, line, place)
    }
    self.offsets = offsets
    self.lengths = lengths
    file = try DurableFile(path)
    try file.cut(to: kept)
  }

  /// Whether a cell has a line.
  func has(_ number: Int) -> Bool { offsets[number] >= 0 }

  /// Which cells have a line, by number.
  var present: [Bool] { offsets.map { $0 >= 0 } }

  /// Lines to be written.
  struct Batch {
    fileprivate var bytes: [UInt8] = []
    fileprivate var lines: [(number: Int, length: Int)] = []

    var count: Int { bytes.count }

    /// Adds a cell's line from another file.
    mutating func add(_ line: UnsafeRawBufferPointer, of number: Int) {
      bytes.append(contentsOf: line)
      bytes.append(UInt8(ascii: "\n"))
      lines.append((number, line.count + 1))
    }

    /// Adds a cell's line, without its newline.
    mutating func add(_ line: [UInt8], of number: Int) {
      line.withUnsafeBytes { add($0, of: number) }
    }
  }

  /// Writes lines, durably.
  mutating func append(_ batch: Batch) throws(Fault) {
    var offset = file.count
    try file.append(batch.bytes)
    for (number, length) in batch.lines {
      offsets[number] = offset
      lengths[number] = Int32(length)
      offset += length
    }
  }

  /// Sorts the lines by their cells' numbers, atomically.
  mutating func putInOrder() throws(Fault) {
    let (old, offsets, lengths) = (file, self.offsets, self.lengths)
    let order = offsets.indices.filter { offsets[$0] >= 0 }
    if zip(order, order.dropFirst()).allSatisfy({ offsets[$0] < offsets[$1] }) { return }
    try DurableFile.replace(path) { (new) throws(Fault) in
      var bytes: [UInt8] = []
      for number in order {
        try old.read(at: offsets[number], length: Int(lengths[number]), into: &bytes)
        if bytes.count >= 1 << 20 {
          try new.write(bytes)
          bytes.removeAll(keepingCapacity: true)
        }
      }
      try new.write(bytes)
    }
    var offset = 0
    for number in order {
      self.offsets[number] = offset
      offset += Int(lengths[number])
    }
    file = try DurableFile(path)
  }
}
