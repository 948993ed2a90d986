import Core

/// Reads a text line by line, without line ends, in constant memory.
struct LineReader: ~Copyable {
  /// The longest line in bytes; longer ones are refused.
  static let limit = 1 << 20

  let file: String
  /// The current line, 1-based; 0 before the first.
  private(set) var line = 0
  private(set) var bytes: [UInt8] = []
  private var source: any ByteSource
  private let chunk: UnsafeMutableBufferPointer<UInt8>
  private var filled = 0
  private var position = 0

  init(_ source: any ByteSource, file: String) {
    self.source = source
    self.file = file
    chunk = .allocate(capacity: 1 << 16)
  }

  deinit { chunk.deallocate() }

  /// Moves to the next line, an empty one too; false at the end.
  mutating func next() throws(Fault) -> Bool {
    bytes.removeAll(keepingCapacity: true)
    var isAny = false
    while true {
      if position == filled {
        filled = try source.read(into: UnsafeMutableRawBufferPointer(chunk))
        position = 0
        if filled == 0 {
          if isAny { endLine() }
          return isAny
        }
      }
      if !isAny { line += 1 }
      isAny = true
      let rest = chunk[position..<filled]
      let end = rest.firstIndex(of: 0x0a)
      bytes.append(contentsOf: rest[..<(end ?? filled)])
      guard bytes.count <= Self.limit else {
        throw Messages.lineTooLong(Self.limit, Fault.Place(file: file, line: line))
      }
      position = end.map { $0 + 1 } ?? filled
      if end != nil {
        endLine()
        return true
      }
    }
  }

  /// Removes a CR at the end, and a byte order mark at the start of the text.
  private mutating func endLine() {
    if bytes.last == 0x0d { bytes.removeLast() }
    if line == 1, bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes.removeFirst(3) }
  }
}
