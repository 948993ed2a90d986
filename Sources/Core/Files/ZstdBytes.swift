import System

/// Decompresses a zstd stream as it is read: one frame or several, in constant memory.
///
/// A stream that ends inside a frame is a fault.
public final class ZstdBytes: ByteSource {
  private let file: String
  private var source: any ByteSource
  private let decoder: ZstdDecoder
  private let chunk: UnsafeMutableRawBufferPointer
  /// The part of the chunk that is not decoded yet.
  private var rest = UnsafeRawBufferPointer(start: nil, count: 0)
  private var isAtEnd = false

  /// `file` is the name for messages.
  public init(_ source: any ByteSource, file: String) {
    self.source = source
    self.file = file
    guard let decoder = ZstdDecoder() else { fatalError("zstd found no memory for a decoder") }
    self.decoder = decoder
    chunk = .allocate(byteCount: ZstdDecoder.inputBytes, alignment: 16)
  }

  deinit { chunk.deallocate() }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(Fault) -> Int {
    guard buffer.count > 0 else { return 0 }
    while true {
      if rest.isEmpty, !isAtEnd {
        let count = try source.read(into: chunk)
        rest = UnsafeRawBufferPointer(rebasing: chunk[..<count])
        isAtEnd = count == 0
      }
      if isAtEnd, decoder.isBetweenFrames { return 0 }
      let (consumed, produced) = try decoded(into: buffer)
      rest = UnsafeRawBufferPointer(rebasing: rest[consumed...])
      if produced > 0 { return produced }
      if isAtEnd, !decoder.isBetweenFrames, consumed == 0 { throw Messages.tornZstd(file) }
    }
  }

  private func decoded(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(Fault) -> (consumed: Int, produced: Int) {
    do throws(ZstdDecoder.Broken) {
      return try decoder.decode(rest, into: buffer)
    } catch {
      throw Messages.notZstd(file, error.reason)
    }
  }
}
