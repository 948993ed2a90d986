import Results
import System

/// Wall clock and processor time of the thread that made it. Readings are written to `timings.jsonl` only.
struct ThreadClock {
  private let wall = SystemClock.nanos
  private let processor = SystemClock.threadNanos

  /// Since it was made.
  var seconds: Double { Double(SystemClock.nanos - wall) * 1e-9 }

  func timing(worldSeconds: Double, worker: Int) -> StoredTiming {
    StoredTiming(
      seconds: Self.rounded(seconds), cpuSeconds: Self.rounded(Double(SystemClock.threadNanos - processor) * 1e-9),
      worldSeconds: Self.rounded(worldSeconds), worker: worker)
  }

  /// To microseconds.
  private static func rounded(_ seconds: Double) -> Double { (seconds * 1e6).rounded() / 1e6 }
}
