import CFence
import Core
import Glibc

/// A child process with a socket to it: started with nothing of ours but that, and always reaped.
final class PolicyProcess {
  let child: pid_t
  private let channel: Channel
  private let policy: String
  private let answerSeconds: Int
  private var isOver = false

  /// Starts `program` with the socket as its standard input, `/dev/null` as its output and errors, no other descriptor,
  /// no environment but where libraries lie, and default signals.
  init(_ isolation: Isolation, policy: String) throws(Fault) {
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
      throw Messages.cannotStart(policy, errno)
    }
    channel = Channel(descriptor: ends[0])
    channel.setPatience(seconds: isolation.answerSeconds)
    let (status, child) = Self.spawn(isolation.program, isolation.arguments, socket: ends[1])
    close(ends[1])
    guard status == 0 else { throw Messages.cannotStart(policy, status) }
    self.child = child
    self.policy = policy
    answerSeconds = isolation.answerSeconds
  }

  deinit { end() }

  /// Sends all of it; waits where the other end is behind.
  func send(_ bytes: [UInt8]) throws(Fault) {
    guard !isOver else { throw Messages.isGone(policy) }
    if let trouble = channel.send(bytes) { throw fate(trouble) }
  }

  /// The next frame: at most `limit` bytes long, and whole within the time of an answer and `extraSeconds`. Good until
  /// the next call.
  func frame(limit: Int, extraSeconds: Int) throws(Fault) -> UnsafeRawBufferPointer {
    guard !isOver else { throw Messages.isGone(policy) }
    let deadline = monotonicSeconds() + Double(answerSeconds + extraSeconds)
    let arrival = channel.next(limit: limit, deadline: deadline)
    if case .frame(let bytes) = arrival { return bytes }
    throw fate(arrival)
  }

  /// What an answer that breaks the protocol ends in.
  func nonsense() -> Fault {
    end()
    return Messages.madeNoSense(policy)
  }

  /// Ends the process, and says what became of it. One that went by itself is given a moment to be gone, so that the
  /// status is its own.
  private func fate(_ arrival: Channel.Arrival) -> Fault {
    switch arrival {
    case .late:
      end()
      return Messages.wasLate(policy, seconds: answerSeconds)
    case .frame, .tooLong: return nonsense()
    case .hungUp:
      var status: Int32 = 0
      for _ in 0..<200 {
        if waitpid(child, &status, WNOHANG) == child {
          isOver = true
          return Messages.ended(policy, status: status)
        }
        usleep(1000)
      }
      return Messages.ended(policy, status: end())
    }
  }

  /// Kills and reaps; answers the status of `waitpid`.
  @discardableResult
  private func end() -> Int32 {
    guard !isOver else { return 0 }
    isOver = true
    var status: Int32 = 0
    kill(child, SIGKILL)
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status
  }

  private static func spawn(_ program: String, _ arguments: [String], socket: Int32) -> (status: Int32, child: pid_t) {
    let libraries = environmentFolders("LD_LIBRARY_PATH")
    let environment = libraries.isEmpty ? [] : ["LD_LIBRARY_PATH=" + libraries.joined(separator: ":")]
    let argv = ([program] + arguments).map { strdup($0) } + [nil]
    let envp = environment.map { strdup($0) } + [nil]
    defer { for text in argv + envp { free(text) } }
    var child: pid_t = 0
    let status = fence_spawn(program, argv, envp, socket, &child)
    return (status, child)
  }
}
