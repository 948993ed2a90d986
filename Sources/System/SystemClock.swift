#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Readings of the system's clocks in nanoseconds.
///
/// Not the standard library's `ContinuousClock`: a reading is one call of the vDSO, a plain `Int`, and there are clocks
/// of CPU time, which it lacks.
public enum SystemClock {
  /// Since an arbitrary moment; it never runs backwards.
  public static var nanos: Int { reading(CLOCK_MONOTONIC) }

  /// `nanos` in seconds.
  public static var seconds: Double { Double(nanos) * 1e-9 }

  /// CPU time of this thread.
  public static var threadNanos: Int { reading(CLOCK_THREAD_CPUTIME_ID) }

  /// Whole seconds since 1970.
  public static var dateSeconds: Int { time(nil) }

  /// Seconds since 1970 as `2026-11-21T16:40:00Z`.
  public static func timestamp(_ seconds: Int) -> String {
    var seconds = time_t(seconds)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(1900 + parts.tm_year)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
      + "T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
  }

  /// Waits; returns early on a signal.
  public static func sleep(seconds: Double) {
    var time = timespec(tv_sec: Int(seconds), tv_nsec: Int((seconds - seconds.rounded(.down)) * 1e9))
    nanosleep(&time, nil)
  }

  @inline(__always)
  private static func reading(_ clock: clockid_t) -> Int {
    var time = timespec()
    clock_gettime(clock, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
