import Core

/// A window that moves over a source's bytes: a binary reader reads from `bytes`, drops the part it read, and fills
/// again.
struct ByteWindow: ~Copyable {
  private var source: any ByteSource
  private let buffer: UnsafeMutableRawBufferPointer
  private var start = 0
  private var end = 0

  /// - Parameter capacity: bytes of the window; also the size of one read.
  init(_ source: any ByteSource, capacity: Int) {
    self.source = source
    buffer = .allocate(byteCount: capacity, alignment: 64)
  }

  deinit { buffer.deallocate() }

  /// The bytes in the window; valid until the next `fill`.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: buffer[start..<end]) }

  /// Drops the first `count` bytes.
  mutating func drop(_ count: Int) { start += count }

  /// Moves the remaining bytes to the front and fills the rest; less than full only at the end of the source.
  mutating func fill() throws(Fault) {
    let left = end - start
    if start > 0, left > 0 { buffer.baseAddress!.copyMemory(from: buffer.baseAddress! + start, byteCount: left) }
    start = 0
    end = left
    while end < buffer.count {
      let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[end...]))
      if count == 0 { return }
      end += count
    }
  }
}
