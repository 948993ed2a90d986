import CFence
import Core
import Glibc

/// A child process that shares memory with this one: started with nothing of ours but that, and always reaped.
final class PolicyProcess {
  let child: pid_t
  private let channel: Channel
  private let policy: String
  private let answerSeconds: Int
  /// In `monotonicSeconds`: until then the child cannot have used up its CPU time.
  private var grantedUntil: Double
  private var isOver = false

  /// Starts `program` with the shared memory as its standard input, `/dev/null` as its output and errors, no other
  /// descriptor, no environment but where libraries lie, and default signals.
  init(_ isolation: Isolation, policy: String) throws(Fault) {
    let descriptor = fence_share()
    guard descriptor >= 0 else { throw Messages.cannotShare(policy, errno) }
    defer { close(descriptor) }
    grantedUntil = monotonicSeconds() + Double(ProcessLimits.firstSeconds)
    let (status, child) = Self.spawn(isolation.program, isolation.arguments, descriptor)
    guard status == 0 else { throw Messages.cannotStart(policy, status) }
    self.child = child
    self.policy = policy
    answerSeconds = isolation.answerSeconds
    guard let channel = Channel(descriptor: descriptor, isHost: true, isPeerGone: { fence_has_ended(child) }) else {
      let fault = Messages.cannotShare(policy, errno)
      Self.end(child)
      throw fault
    }
    self.channel = channel
  }

  deinit { end() }

  /// Sends all of it; waits where the other end is behind.
  func send(_ bytes: [UInt8]) throws(Fault) {
    guard !isOver else { throw Messages.isGone(policy) }
    channel.place(child)
    if let trouble = channel.send(bytes, deadline: deadline(extraSeconds: 0)) { throw fate(trouble) }
  }

  /// The next frame: at most `limit` bytes long, and whole within the time of an answer and `extraSeconds`. Good until
  /// the next call.
  func frame(limit: Int, extraSeconds: Int) throws(Fault) -> UnsafeRawBufferPointer {
    guard !isOver else { throw Messages.isGone(policy) }
    let arrival = channel.next(limit: limit, deadline: deadline(extraSeconds: extraSeconds))
    if case .frame(let bytes) = arrival { return bytes }
    throw fate(arrival)
  }

  /// When an answer that is asked for now must be there. The child's CPU time lasts as long.
  private func deadline(extraSeconds: Int) -> Double {
    let now = monotonicSeconds()
    let seconds = answerSeconds + extraSeconds
    if now + Double(seconds) > grantedUntil {
      let granted = seconds + ProcessLimits.firstSeconds
      fence_grant(child, Int64(granted))
      grantedUntil = now + Double(granted)
    }
    return now + Double(seconds)
  }

  /// What an answer that breaks the protocol ends in.
  func nonsense() -> Fault {
    end()
    return Messages.madeNoSense(policy)
  }

  /// Ends the process, and says what became of it.
  private func fate(_ arrival: Channel.Arrival) -> Fault {
    switch arrival {
    case .late:
      end()
      return Messages.wasLate(policy, seconds: answerSeconds)
    case .frame, .nonsense: return nonsense()
    // It has ended by itself, and the status is its own.
    case .hungUp: return Messages.ended(policy, status: end())
    }
  }

  /// Kills and reaps; returns the status of `waitpid`.
  @discardableResult
  private func end() -> Int32 {
    guard !isOver else { return 0 }
    isOver = true
    return Self.end(child)
  }

  @discardableResult
  private static func end(_ child: pid_t) -> Int32 {
    var status: Int32 = 0
    kill(child, SIGKILL)
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status
  }

  private static func spawn(
    _ program: String, _ arguments: [String], _ descriptor: Int32
  ) -> (status: Int32, child: pid_t) {
    let libraries = environmentFolders("LD_LIBRARY_PATH")
    let environment = libraries.isEmpty ? [] : ["LD_LIBRARY_PATH=" + libraries.joined(separator: ":")]
    let argv = ([program] + arguments).map { strdup($0) } + [nil]
    let envp = environment.map { strdup($0) } + [nil]
    defer { for text in argv + envp { free(text) } }
    var child: pid_t = 0
    let status = fence_spawn(program, argv, envp, descriptor, &child)
    return (status, child)
  }
}
