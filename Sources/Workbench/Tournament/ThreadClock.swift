import Glibc
import Results

/// Wall clock and processor time of the thread that made it. Readings go to `timings.jsonl` and nowhere else.
struct ThreadClock {
  private let wall = Self.now(CLOCK_MONOTONIC)
  private let processor = Self.now(CLOCK_THREAD_CPUTIME_ID)

  /// Since it was made.
  var seconds: Double { Self.now(CLOCK_MONOTONIC) - wall }

  func timing(worldSeconds: Double, worker: Int) -> StoredTiming {
    StoredTiming(
      seconds: Self.rounded(seconds), cpuSeconds: Self.rounded(Self.now(CLOCK_THREAD_CPUTIME_ID) - processor),
      worldSeconds: Self.rounded(worldSeconds), worker: worker)
  }

  private static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// To microseconds.
  private static func rounded(_ seconds: Double) -> Double { (seconds * 1e6).rounded() / 1e6 }
}
