import Core

/// Reads libCacheSim's `oracleGeneral` for import: times, ids and sizes [libCacheSim].
///
/// Records of 24 bytes, little-endian: u32 seconds, u64 id, u32 bytes, i64 next use; the last is dropped and recomputed
/// on export. Ids become adapter names.
public final class OracleGeneralArrivals: ArrivalReader {
  private let file: String
  private var source: any ByteSource
  private let chunk: UnsafeMutableRawBufferPointer
  private var start = 0
  private var end = 0
  private var recordsRead = 0
  public let notes = ReadingNotes()

  public init(_ source: any ByteSource, file: String) {
    self.source = source
    self.file = file
    chunk = .allocate(byteCount: 24 << 10, alignment: 16)
  }

  deinit { chunk.deallocate() }

  public func next() throws(Fault) -> Arrival? {
    if end - start < 24 { try fill() }
    guard end > start else { return nil }
    guard end - start >= 24 else { throw Messages.tornOracleRecord(recordsRead, end - start, file) }
    let record = UnsafeRawBufferPointer(rebasing: chunk[start..<start + 24])
    start += 24
    recordsRead += 1
    let time = UInt32(littleEndian: record.loadUnaligned(as: UInt32.self))
    let id = UInt64(littleEndian: record.loadUnaligned(fromByteOffset: 4, as: UInt64.self))
    let size = UInt32(littleEndian: record.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
    let nextUse = Int64(littleEndian: record.loadUnaligned(fromByteOffset: 16, as: Int64.self))
    guard nextUse >= -1 else { throw Messages.badOracleNextUse(recordsRead - 1, nextUse, file) }
    var arrival = Arrival(timeSeconds: Double(time))
    arrival.asked = String(id)
    arrival.sizeBytes = Int(size)
    return arrival
  }

  private func fill() throws(Fault) {
    chunk.copyMemory(from: UnsafeRawBufferPointer(rebasing: chunk[start..<end]))
    (start, end) = (0, end - start)
    while end < chunk.count {
      let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: chunk[end...]))
      if count == 0 { return }
      end += count
    }
  }
}

/// Reads id traces that are text for import: a table with `obj_id` and optional `time` and `size`, or one id per line.
///
/// The file does not state the unit of `time`, so it is kept only if the caller gives the unit.
public final class IDTableArrivals: ArrivalReader {
  static let columns = ["obj_id"]

  /// The unit of a `time` column.
  public enum TimeUnit: String, CaseIterable, Sendable {
    case seconds = "s"
    case milliseconds = "ms"
    case microseconds = "us"
    case nanoseconds = "ns"

    var perSecond: Double {
      switch self {
      case .seconds: 1
      case .milliseconds: 1e3
      case .microseconds: 1e6
      case .nanoseconds: 1e9
      }
    }
  }

  private var table: DelimitedReader
  private var count = 1
  private var id = 0
  private var time: Int?
  private var size: Int?
  private let unit: TimeUnit?
  public private(set) var notes = ReadingNotes()

  public init(_ source: any ByteSource, file: String, hasHeader: Bool, timeUnit: TimeUnit? = nil) throws(Fault) {
    table = DelimitedReader(source, file: file)
    unit = timeUnit
    guard hasHeader else { return }
    let header = try Columns(header: &table)
    count = header.count
    id = try header.require("obj_id")
    time = header.index(of: "time")
    size = header.index(of: "size")
    if time != nil, unit == nil {
      notes.remark("the column time has no unit in the file: only the order was kept (--time-unit keeps it)")
    }
  }

  public func next() throws(Fault) -> Arrival? {
    guard try table.next() else { return nil }
    try table.require(fields: count)
    var arrival = Arrival()
    arrival.asked = try table.name(id, as: "obj_id")
    if let time {
      let latest = unit.map { Bounds.seconds.upperBound * $0.perSecond } ?? .greatestFiniteMagnitude
      let value = try table.number(time, as: "time", in: 0...latest)
      if let unit { arrival.timeSeconds = value / unit.perSecond }
    }
    if let size { arrival.sizeBytes = try table.integer(size, as: "size", in: Bounds.bytes) }
    return arrival
  }
}
