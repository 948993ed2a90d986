import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Signals that end a command, and the end of processes.
public enum Signals {
  /// A write to a pipe without a reader fails instead of ending the process.
  public static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

  /// Unblocks the ending signals for this thread, in case the process was started with them blocked.
  public static func unblockEndings() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Ends the process at once, with status 130, on Ctrl-C.
  public static func endOnInterrupt() { signal(SIGINT) { _ in _exit(130) } }

  private static let received = Atomic<Int32>(0)

  /// Records the first request to end (Ctrl-C, `kill`) instead of ending; the second one ends the process as usual.
  public static func noteEndings() {
    received.store(0, ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      signal(number) { (number: Int32) in
        Signals.received.store(number, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
  }

  /// The recorded request; 0 for none.
  public static var ending: Int32 { received.load(ordering: .relaxed) }

  /// Ends the process at once; nothing is flushed.
  public static func exitNow(_ status: Int32) -> Never { _exit(status) }

  /// Ends the process.
  public static func exit(_ status: Int32) -> Never { systemExit(status) }

  /// Waits for signals, without end.
  public static func waitForever() -> Never { while true { pause() } }
}

/// Signals that end a process, by number.
public struct EndingSignal: Equatable, Sendable {
  public let number: Int32

  public init(number: Int32) { self.number = number }

  public static let kill = EndingSignal(number: SIGKILL)
  public static let cpuTime = EndingSignal(number: SIGXCPU)
  public static let fileSize = EndingSignal(number: SIGXFSZ)
  public static let systemCall = EndingSignal(number: SIGSYS)
  public static let segmentation = EndingSignal(number: SIGSEGV)
  public static let bus = EndingSignal(number: SIGBUS)
  public static let abort = EndingSignal(number: SIGABRT)
  public static let illegal = EndingSignal(number: SIGILL)
  public static let trap = EndingSignal(number: SIGTRAP)
}

private func systemExit(_ status: Int32) -> Never { exit(status) }
