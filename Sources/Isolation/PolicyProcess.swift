import CFence
import Core
import System

/// A child process that shares memory with this one: it inherits nothing else, and is always reaped.
final class PolicyProcess {
  let child: Int32
  private let channel: Channel
  private let policy: String
  private let answerSeconds: Int
  /// In `SystemClock.seconds`: before this time the child cannot have used up its CPU time.
  private var grantedUntil: Double
  private var isOver = false

  /// Starts `program` with the shared memory as its standard input, `/dev/null` as its output and errors, no other
  /// descriptor, no environment except the library path, and default signals.
  init(_ isolation: Isolation, policy: String) throws(Fault) {
    let descriptor = fence_share()
    guard descriptor >= 0 else { throw Messages.cannotShare(policy, .last) }
    let memory = File(descriptor: descriptor)
    grantedUntil = SystemClock.seconds + Double(ProcessLimits.firstSeconds)
    let (status, child) = Self.spawn(isolation.program, isolation.arguments, descriptor)
    guard status == 0 else { throw Messages.cannotStart(policy, SystemError(code: status)) }
    self.child = child
    self.policy = policy
    answerSeconds = isolation.answerSeconds
    guard let channel = Channel(memory, isHost: true, isPeerGone: { fence_has_ended(child) }) else {
      let fault = Messages.cannotShare(policy, .last)
      Subprocess.end(child)
      throw fault
    }
    self.channel = channel
  }

  deinit { end() }

  /// Sends all bytes; waits if the other end is slow.
  func send(_ bytes: [UInt8]) throws(Fault) {
    guard !isOver else { throw Messages.isGone(policy) }
    channel.place(child)
    if let trouble = channel.send(bytes, deadline: deadline(extraSeconds: 0)) { throw fate(trouble) }
  }

  /// The next frame: at most `limit` bytes long, and complete within the time of an answer plus `extraSeconds`. Valid
  /// until the next call.
  func frame(limit: Int, extraSeconds: Int) throws(Fault) -> UnsafeRawBufferPointer {
    guard !isOver else { throw Messages.isGone(policy) }
    let arrival = channel.next(limit: limit, deadline: deadline(extraSeconds: extraSeconds))
    if case .frame(let bytes) = arrival { return bytes }
    throw fate(arrival)
  }

  /// The deadline of an answer that is requested now. The child gets CPU time for as long.
  private func deadline(extraSeconds: Int) -> Double {
    let now = SystemClock.seconds
    let seconds = answerSeconds + extraSeconds
    if now + Double(seconds) > grantedUntil {
      let granted = seconds + ProcessLimits.firstSeconds
      fence_grant(child, Int64(granted))
      grantedUntil = now + Double(granted)
    }
    return now + Double(seconds)
  }

  /// Ends the process and returns the fault of an answer that violates the protocol.
  func nonsense() -> Fault {
    end()
    return Messages.madeNoSense(policy)
  }

  /// Ends the process, and returns a fault that describes its end.
  private func fate(_ arrival: Channel.Arrival) -> Fault {
    switch arrival {
    case .late:
      end()
      return Messages.wasLate(policy, seconds: answerSeconds)
    case .frame, .nonsense: return nonsense()
    // It ended by itself, with its own status.
    case .hungUp: return Messages.ended(policy, end())
    }
  }

  /// Kills and reaps, once.
  @discardableResult
  private func end() -> Subprocess.Ending {
    guard !isOver else { return .exited(0) }
    isOver = true
    return Subprocess.end(child) ?? .exited(0)
  }

  private static func spawn(
    _ program: String, _ arguments: [String], _ descriptor: Int32
  ) -> (status: Int32, child: Int32) {
    let libraries = Environment.folders("LD_LIBRARY_PATH")
    let environment = libraries.isEmpty ? [] : ["LD_LIBRARY_PATH=" + libraries.joined(separator: ":")]
    let words = CStrings([program] + arguments)
    let variables = CStrings(environment)
    var child: Int32 = 0
    let status = program.withRawCString { fence_spawn($0, words.pointers, variables.pointers, descriptor, &child) }
    return (status, child)
  }
}
