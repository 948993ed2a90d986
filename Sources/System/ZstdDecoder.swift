import CZstd

/// Decompresses a zstd stream, one frame or several, in constant memory, by the system's libzstd.
public final class ZstdDecoder {
  /// The error of an invalid stream, with libzstd's text.
  public struct Broken: Error {
    public let reason: String
  }

  private let stream: OpaquePointer
  /// Whether the data decoded so far end between two frames.
  public private(set) var isBetweenFrames = true

  /// nil if memory is short.
  public init?() {
    guard let stream = ZSTD_createDStream() else { return nil }
    self.stream = stream
  }

  deinit { ZSTD_freeDStream(stream) }

  /// The recommended size of input chunks.
  public static var inputBytes: Int { ZSTD_DStreamInSize() }

  /// Decodes from the front of `input` to the front of `output`, until one of them is used up.
  public func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(Broken) -> (consumed: Int, produced: Int) {
    var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let hint = ZSTD_decompressStream(stream, &target, &source)
    guard ZSTD_isError(hint) == 0 else { throw Broken(reason: String(cString: ZSTD_getErrorName(hint))) }
    isBetweenFrames = hint == 0
    return (source.pos, target.pos)
  }
}
