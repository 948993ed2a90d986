import CZstd
import Core

/// Decompresses a zstd stream as it is read: one frame or several, in constant memory.
///
/// A stream that ends inside a frame is torn, and a fault.
public final class ZstdBytes: ByteSource {
  private let file: String
  private var source: any ByteSource
  private let stream: OpaquePointer
  private let chunk: UnsafeMutableRawBufferPointer
  private var input: ZSTD_inBuffer
  private var isAtEnd = false
  /// Whether the bytes so far end between two frames.
  private var isBetweenFrames = true

  /// `file` is the name that messages show.
  public init(_ source: any ByteSource, file: String) {
    self.source = source
    self.file = file
    guard let stream = ZSTD_createDStream() else { fatalError("zstd found no memory for a decoder") }
    self.stream = stream
    chunk = .allocate(byteCount: ZSTD_DStreamInSize(), alignment: 16)
    input = ZSTD_inBuffer(src: chunk.baseAddress, size: 0, pos: 0)
  }

  deinit {
    ZSTD_freeDStream(stream)
    chunk.deallocate()
  }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(Fault) -> Int {
    var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
    while output.pos == 0, output.size > 0 {
      if input.pos == input.size, !isAtEnd {
        input.size = try source.read(into: chunk)
        input.pos = 0
        isAtEnd = input.size == 0
      }
      if isAtEnd, isBetweenFrames { return 0 }
      let before = input.pos
      let hint = ZSTD_decompressStream(stream, &output, &input)
      guard ZSTD_isError(hint) == 0 else { throw Messages.notZstd(file, String(cString: ZSTD_getErrorName(hint))) }
      isBetweenFrames = hint == 0
      if isAtEnd, output.pos == 0, !isBetweenFrames, input.pos == before { throw Messages.tornZstd(file) }
    }
    return output.pos
  }
}
