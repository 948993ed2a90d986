/// Bytes in order, a chunk at a time: a file, a decompressor, an array.
public protocol ByteSource {
  /// Fills `buffer` from its front and returns the number of bytes written; 0 means the end.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Fault) -> Int
}

/// The bytes of an array.
public struct ArrayBytes: ByteSource {
  private let bytes: [UInt8]
  private var position = 0

  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The UTF-8 bytes of a text.
  public init(_ text: String) { bytes = Array(text.utf8) }

  public mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Fault) -> Int {
    let count = min(buffer.count, bytes.count - position)
    guard count > 0 else { return 0 }
    bytes.withUnsafeBytes { all in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[position..<position + count]))
    }
    position += count
    return count
  }
}
