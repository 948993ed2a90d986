import Glibc

/// Reports the input of a crash or a hang, in a signal handler that may call only `write` and `_exit`.
enum Watchdog {
  /// Seconds without progress that count as a hang.
  static let patience: UInt32 = 20

  private nonisolated(unsafe) static let line = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
  private nonisolated(unsafe) static var lineLength = 0
  private nonisolated(unsafe) static var input = 0

  /// Watches from now on; `command` is the command that reproduces the input, without its number.
  static func watch(_ command: String) {
    lineLength = 0
    for byte in "\nstopped on this input; see it again by\n  \(command) ".utf8.prefix(255) {
      line[lineLength] = byte
      lineLength += 1
    }
    for number in [SIGALRM, SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE] { signal(number, Self.report) }
  }

  /// Sets the current input and restarts the timer.
  static func enter(_ i: Int) {
    input = i
    alarm(patience)
  }

  static func rest() { alarm(0) }

  /// Ends the run like a crash of the input.
  static func bark() -> Never { abort() }

  private static let report: @convention(c) (Int32) -> Void = { _ in
    write(2, line, lineLength)
    var digits: (UInt8, UInt8) = (0, 0x0a)
    var divisor = 1
    while divisor <= input / 10 { divisor *= 10 }
    while divisor > 0 {
      digits.0 = UInt8(48 + input / divisor % 10)
      write(2, &digits, 1)
      divisor /= 10
    }
    digits.0 = 0x0a
    write(2, &digits, 1)
    _exit(1)
  }
}
