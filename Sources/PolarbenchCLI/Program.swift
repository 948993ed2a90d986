import ArgumentParser
import Glibc

/// Where the program begins: as the command that was typed, or as the other end of `--isolate`.
///
/// The latter takes the making of threads away from itself, so it is told apart before Swift's concurrency makes any.
@main
enum Program {
  static func main() {
    if CommandLine.arguments.dropFirst() == [IsolatedFile.service] { return IsolatedFile.serve() }
    hearInterrupts()
    let done = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
    sem_init(done, 0, 0)
    let word = UInt(bitPattern: done)
    Task.detached {
      await Polarbench.main()
      sem_post(UnsafeMutablePointer<sem_t>(bitPattern: word)!)
    }
    while sem_wait(done) != 0 {}
  }

  /// Ctrl-C and a request to end are heard on this thread, also where whoever started the program had them blocked.
  private static func hearInterrupts() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
