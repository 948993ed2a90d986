/// Reads delimited text row by row, in constant memory [RFC4180].
///
/// A field may be in double quotes; it may then contain delimiters, line ends and doubled quotes. Lines end in LF or
/// CR LF, the end of the last line may be missing; a UTF-8 byte order mark is skipped; empty lines are skipped and
/// counted. Refused, each with its place: a quote inside an unquoted field, text after a closing quote, a quote left
/// open, a lone CR, a NUL byte (a binary file), UTF-16, and lines beyond `Limits`.
///
///     var table = DelimitedReader(ArrayBytes("id,size\n7,40\n"), file: "a.csv")
///     while try table.next() { print(table.text(0), table.line) }   // "id 1", "7 2"
public struct DelimitedReader: ~Copyable {
  /// Limits of a row: a damaged or binary file is refused before it fills the memory.
  public struct Limits: Sendable {
    /// Bytes of a row, quotes included.
    public var rowBytes: Int
    public var columns: Int

    public init(rowBytes: Int = 1 << 20, columns: Int = 16_384) {
      self.rowBytes = rowBytes
      self.columns = columns
    }
  }

  /// A field of the current row: the end of its bytes, and its start in the file.
  struct Span {
    var end: Int
    var line: Int
    var column: Int
  }

  private enum State {
    case fieldStart, plain, quoted
    /// After a closing quote.
    case closed
  }

  /// The file's name, for messages.
  public let file: String
  /// The line on which the current row begins, 1-based; 0 before the first.
  public private(set) var line = 0
  /// Empty lines skipped so far.
  public private(set) var emptyLines = 0

  private var source: any ByteSource
  private let delimiter: UInt8
  private let limits: Limits
  private let chunk: UnsafeMutableBufferPointer<UInt8>
  /// For each byte value, whether it ends a run of plain bytes; 256 entries.
  private let isSpecial: UnsafeMutableBufferPointer<Bool>
  private var filled = 0
  private var position = 0
  private var isAtEnd = false
  /// The place of the next byte.
  private var nextLine = 1
  private var nextColumn = 1
  /// The fields' bytes one after another, without quotes.
  var bytes: [UInt8] = []
  var spans: [Span] = []

  /// Starts before the first row; nothing is read yet.
  public init(_ source: any ByteSource, file: String, delimiter: UInt8 = UInt8(ascii: ","), limits: Limits = Limits()) {
    self.source = source
    self.file = file
    self.delimiter = delimiter
    self.limits = limits
    chunk = .allocate(capacity: 1 << 16)
    isSpecial = .allocate(capacity: 256)
    isSpecial.initialize(repeating: false)
    for byte in [0, UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\""), delimiter] {
      isSpecial[Int(byte)] = true
    }
  }

  deinit {
    chunk.deallocate()
    isSpecial.deallocate()
  }

  /// Moves to the next row that is not empty; false at the end of the text.
  ///
  /// - Complexity: O(bytes of the row).
  public mutating func next() throws(Fault) -> Bool {
    bytes.removeAll(keepingCapacity: true)
    spans.removeAll(keepingCapacity: true)
    if nextLine == 1, nextColumn == 1 { try skipByteOrderMark() }
    var state = State.fieldStart
    var start = here
    var rowBytes = 0
    line = nextLine
    while true {
      guard try fill() else {
        if state == .quoted { throw Messages.openQuote(place(start)) }
        guard state != .fieldStart || !spans.isEmpty else { return false }
        endField(start)
        return true
      }
      if rowBytes > limits.rowBytes { throw Messages.rowTooLong(limits, Fault.Place(file: file, line: line)) }
      let run = state == .quoted ? quotedRun() : state == .closed ? 0 : plainRun()
      if run > 0 {
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: chunk[position..<position + run]))
        skip(run)
        rowBytes += run
        if state == .fieldStart { state = .plain }
        continue
      }
      let byte = chunk[position]
      let spot = here
      skip(1)
      rowBytes += 1
      switch (state, byte) {
      case (_, 0):
        throw Messages.notText(place(spot))
      case (.quoted, UInt8(ascii: "\"")):
        state = .closed
      case (.quoted, _):
        bytes.append(byte)
        beginLine()
      case (.closed, UInt8(ascii: "\"")):
        bytes.append(byte)
        state = .quoted
      case (.fieldStart, UInt8(ascii: "\"")):
        state = .quoted
      case (_, delimiter):
        endField(start)
        if spans.count == limits.columns {
          throw Messages.tooManyColumns(limits, Fault.Place(file: file, line: line))
        }
        start = here
        state = .fieldStart
      case (.fieldStart, UInt8(ascii: "\n")) where spans.isEmpty:
        emptyLines += 1
        beginLine()
        line = nextLine
        start = here
      case (_, UInt8(ascii: "\n")):
        endField(start)
        beginLine()
        return true
      case (_, UInt8(ascii: "\r")):
        guard try fill(), chunk[position] == UInt8(ascii: "\n") else { throw Messages.loneReturn(place(spot)) }
      case (.closed, _):
        throw Messages.textAfterQuote(place(spot))
      default:
        throw Messages.strayQuote(place(spot))
      }
    }
  }

  /// Makes sure that a next byte is available; false at the end.
  private mutating func fill() throws(Fault) -> Bool {
    if position < filled { return true }
    guard !isAtEnd else { return false }
    filled = try source.read(into: UnsafeMutableRawBufferPointer(chunk))
    position = 0
    isAtEnd = filled == 0
    return !isAtEnd
  }

  private mutating func skipByteOrderMark() throws(Fault) {
    while filled < 3 {
      let rest = UnsafeMutableBufferPointer(rebasing: chunk[filled...])
      let more = try source.read(into: UnsafeMutableRawBufferPointer(rest))
      if more == 0 { break }
      filled += more
    }
    if filled >= 2, chunk[0] == 0xff && chunk[1] == 0xfe || chunk[0] == 0xfe && chunk[1] == 0xff {
      throw Messages.utf16(Fault.Place(file: file, line: 1))
    }
    if filled >= 3, chunk[0] == 0xef, chunk[1] == 0xbb, chunk[2] == 0xbf { position = 3 }
  }

  /// The number of plain field bytes from here on, outside quotes.
  private func plainRun() -> Int {
    var i = position
    while i < filled, !isSpecial[Int(chunk[i])] { i += 1 }
    return i - position
  }

  /// The number of plain field bytes from here on, inside quotes.
  private func quotedRun() -> Int {
    var i = position
    while i < filled, chunk[i] != UInt8(ascii: "\""), chunk[i] != UInt8(ascii: "\n"), chunk[i] != 0 { i += 1 }
    return i - position
  }

  private mutating func skip(_ count: Int) {
    position += count
    nextColumn += count
  }

  private mutating func beginLine() {
    nextLine += 1
    nextColumn = 1
  }

  private mutating func endField(_ start: Span) {
    spans.append(Span(end: bytes.count, line: start.line, column: start.column))
  }

  private var here: Span { Span(end: 0, line: nextLine, column: nextColumn) }

  func place(_ span: Span) -> Fault.Place { Fault.Place(file: file, line: span.line, column: span.column) }
}
