import Core
import Synchronization

/// An id trace: a file that is read from start to end, as often as needed, and never kept in memory.
public struct IDTrace: Sendable {
  /// The path, for faults.
  public let file: String
  /// The file's name without folders and known suffixes.
  public let name: String
  public let format: IDFormat
  private let isCompressed: Bool
  /// The bytes, for a trace in memory.
  private let bytes: [UInt8]?
  private let reading = Reading()

  /// Whether the file was already read and cannot be read again (a pipe or a device).
  private final class Reading: Sendable {
    let isSpent = Atomic(false)
  }

  /// A trace in a file. If the format is not given, it is derived from the name (see `IDFormat.named`).
  public init(path: String, format: IDFormat? = nil) throws(Fault) {
    let named = IDFormat.named(path)
    guard let format = format ?? named.format else { throw Messages.unknownFormat(path) }
    self.init(file: path, format: format, isCompressed: named.isCompressed, bytes: nil)
  }

  /// A trace in memory; `name` is its name in faults.
  public init(bytes: [UInt8], format: IDFormat, isCompressed: Bool = false, name: String) {
    self.init(file: name, format: format, isCompressed: isCompressed, bytes: bytes)
  }

  private init(file: String, format: IDFormat, isCompressed: Bool, bytes: [UInt8]?) {
    self.file = file
    self.format = format
    self.isCompressed = isCompressed
    self.bytes = bytes
    name = IDFormat.stem(of: file)
  }

  /// Whether the file contains the next use of each id.
  public var holdsNextUses: Bool { format == .oracleGeneral }

  /// Starts at the first request.
  public func stream(wantsSizes: Bool = false, wantsNextUses: Bool = false) throws(Fault) -> IDStream {
    let metered = try open()
    let source: any ByteSource = isCompressed ? ZstdBytes(metered, file: file) : metered
    let columns = IDColumns(wantsSizes: wantsSizes, wantsNextUses: wantsNextUses)
    switch format {
    case .oracleGeneral: return IDStream(OracleGeneralReader(source, file: file), columns, metered)
    case .csv: return IDStream(IDTableReader(source, file: file, hasHeader: true), columns, metered)
    case .txt: return IDStream(IDTableReader(source, file: file, hasHeader: false), columns, metered)
    }
  }

  private func open() throws(Fault) -> MeteredBytes {
    if let bytes { return MeteredBytes(ArrayBytes(bytes), total: bytes.count) }
    if reading.isSpent.load(ordering: .relaxed) { throw Messages.readOnce(file) }
    let source = try FileBytes(file)
    reading.isSpent.store(source.byteCount == nil, ordering: .relaxed)
    return MeteredBytes(source, total: source.byteCount)
  }
}
