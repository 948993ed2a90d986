import Core

/// Reads libCacheSim's `oracleGeneral`: records of 24 bytes without padding, little-endian, u32 time, u64 id, u32 size,
/// i64 step of the next use [libCacheSim].
///
/// A next use of −1, or of 2⁶³−1 as newer tools write, means never. Times are ignored.
final class OracleGeneralReader: IDReader {
  static let recordBytes = 24
  /// Larger next uses are invalid: such a file is text, or has the other byte order.
  private static let stepBits: UInt64 = 48

  private let file: String
  private var window: ByteWindow
  private var recordsRead = 0

  init(_ source: any ByteSource, file: String) {
    self.file = file
    window = ByteWindow(source, capacity: IDColumns.capacity * Self.recordBytes)
  }

  func read(into columns: IDColumns, numbering map: inout IDMap) throws(Fault) -> Int {
    try window.fill()
    let bytes = window.bytes
    if recordsRead == 0 { try checkStart(bytes) }
    let count = bytes.count / Self.recordBytes
    guard count > 0 else {
      if bytes.count > 0 { throw Messages.tornRecord(file, recordsRead, bytes: bytes.count) }
      return 0
    }
    let ids = columns.ids
    var oddSizes: UInt32 = 0
    var oddNextUses: UInt64 = 0
    var record = bytes.baseAddress!
    for i in 0..<count {
      ids[i] = try map.index(of: record.loadUnaligned(fromByteOffset: 4, as: UInt64.self))
      oddSizes |= record.loadUnaligned(fromByteOffset: 12, as: UInt32.self) ^ 1
      oddNextUses |= (record.loadUnaligned(fromByteOffset: 16, as: UInt64.self) &+ 1) &>> Self.stepBits
      record += Self.recordBytes
    }
    if oddNextUses != 0 { try checkNextUses(bytes, count) }
    columns.sizesAreAllOne = oddSizes == 0
    if columns.wantsSizes, oddSizes != 0 { copySizes(bytes, to: columns.sizes, count) }
    if columns.wantsNextUses { copyNextUses(bytes, to: columns.nextUses, count) }
    window.drop(count * Self.recordBytes)
    recordsRead += count
    return count
  }

  private func copySizes(_ bytes: UnsafeRawBufferPointer, to sizes: UnsafeMutablePointer<Int>, _ count: Int) {
    for i in 0..<count {
      sizes[i] = Int(bytes.loadUnaligned(fromByteOffset: i &* Self.recordBytes &+ 12, as: UInt32.self))
    }
  }

  private func copyNextUses(_ bytes: UnsafeRawBufferPointer, to steps: UnsafeMutablePointer<Step>, _ count: Int) {
    for i in 0..<count {
      let next = nextUse(bytes, i)
      steps[i] = next == -1 ? .never : next
    }
  }

  private func nextUse(_ bytes: UnsafeRawBufferPointer, _ i: Int) -> Int {
    bytes.loadUnaligned(fromByteOffset: i &* Self.recordBytes &+ 16, as: Int.self)
  }

  /// Throws at the first invalid next use.
  private func checkNextUses(_ bytes: UnsafeRawBufferPointer, _ count: Int) throws(Fault) {
    for i in 0..<count {
      let next = nextUse(bytes, i)
      if next < -1 || next > 1 << Self.stepBits && next != .max {
        throw Messages.badNextUse(file, recordsRead + i, next)
      }
    }
  }

  /// Refuses an empty file, and a compressed one whose name does not show it.
  private func checkStart(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
    if bytes.isEmpty { throw Messages.noRequests(file) }
    if bytes.starts(with: [0x28, 0xb5, 0x2f, 0xfd]) { throw Messages.unnamedZstd(file) }
  }
}
