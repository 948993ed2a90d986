/// Measured page-in latencies of LoRA adapters of Qwen2.5-7B-Instruct (vLLM 0.8.5, one 64 GB GPU) [AgulloLopez2025].
///
/// Three ranks were measured; between them the latency is linear in the rank, outside them the nearest segment is
/// extended (our choice). The ranges of the first read (21–53, 38–70 ms) are represented by their midpoints.
enum QwenPageIn: String, Sendable, CaseIterable {
  /// Storage → host memory on the first read, then host → GPU: the adapter store is larger than the page cache.
  case firstRead = "first-read"
  /// Storage → host memory from the page cache, then host → GPU.
  case warm
  /// Host → GPU only.
  case host

  /// Milliseconds for adapters of rank 8, 16 and 32.
  private var measured: (Double, Double, Double) {
    switch self {
    case .firstRead: (37 + 3.2, 54 + 3.5, 125 + 3.25)
    case .warm: (9.5 + 3.2, 14 + 3.5, 20.6 + 3.25)
    case .host: (3.2, 3.5, 3.25)
    }
  }

  /// The latency for a rank, at least 0.
  func seconds(rank: Int) -> Double {
    let (r8, r16, r32) = measured
    let rank = Double(rank)
    let millis = rank <= 16 ? r8 + (r16 - r8) * (rank - 8) / 8 : r16 + (r32 - r16) * (rank - 16) / 16
    return max(0, millis) / 1000
  }

  /// Bytes of an adapter on all linear layers, fp16: 2 · 2 523 136 · rank.
  static func bytes(rank: Int) -> Int { 5_046_272 * rank }
}
