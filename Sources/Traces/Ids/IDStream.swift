import Core

/// A reader of an id trace in batches of dense ids; its memory grows only with the distinct ids.
public final class IDStream {
  /// The current batch.
  public let columns: IDColumns
  private let reader: any IDReader
  private let metered: MeteredBytes
  private var map = IDMap()
  private var step = 0

  init(_ reader: any IDReader, _ columns: IDColumns, _ metered: MeteredBytes) {
    self.reader = reader
    self.columns = columns
    self.metered = metered
  }

  /// Distinct ids so far; the batch's ids are below.
  public var idCount: Int { map.count }

  /// Bytes of the file read so far, and its size if known; before decompression.
  public var progress: (done: Int, total: Int?) { (metered.done, metered.total) }

  /// Whether the trace can be read more than once: a pipe cannot.
  public var canBeReadAgain: Bool { metered.total != nil }

  /// Moves to the next batch; false at the end of the trace.
  public func next() throws(Fault) -> Bool {
    columns.firstStep = step
    columns.count = try reader.read(into: columns, numbering: &map)
    step += columns.count
    return columns.count > 0
  }
}

/// Counts the bytes read, for progress.
final class MeteredBytes: ByteSource {
  let total: Int?
  private(set) var done = 0
  private var source: any ByteSource

  init(_ source: any ByteSource, total: Int?) {
    self.source = source
    self.total = total
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(Fault) -> Int {
    let count = try source.read(into: buffer)
    done += count
    return count
  }
}
