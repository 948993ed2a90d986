import Core

/// The messages from the host to a policy's process. Each is a frame: its length in four bytes, then this byte, then
/// its fields.
///
/// Notices (`used`, `learn`) are not answered, and are sent with the next request; a fault in one is the answer to that
/// request.
enum Message: UInt8 {
  /// Payload, setting, whether to send log lines, whether to send scores. Answer: the step before which `plan` is first
  /// called.
  case start
  /// Request, residents. Answer: an adapter.
  case route
  /// Request, adapter, reward, hit, cost.
  case learn
  /// A use.
  case used
  /// A use, residents. Answer: a flag.
  case admit
  /// A use, residents. Answer: an adapter, or −1.
  case victim
  /// A step, residents. Answer: a flag and adapters, and the step of the next call.
  case plan
  /// Ids from the first to the last, sizes if they matter. Answer: the answers of `admit` and `victim`, in order.
  case replay
  /// Answer: empty. Reports a fault in the notices before it.
  case settle
  /// Payload. Answer: texts, defined by the server.
  case describe
  /// Seconds, heads. Answer: an adapter, or −1.
  case choose
  /// Request, replicas. Answer: a replica.
  case send
}

/// The first byte of an answer; the notes follow, then the value or the fault.
enum Answer: UInt8 {
  case done
  case fault
  /// A layer of the fence that does not hold, and an errno: nothing of the policy was read.
  case unfenced
}

/// Output of a script since the last answer, in order: the first byte of each note.
enum Note: UInt8 {
  /// Step, text.
  case log
  /// Step, a number for each adapter.
  case scores
}

/// The most bytes of notes.
enum NoteLimits {
  /// Log lines of a process in all. A script's own limit is half of this.
  static let logBytes = 1 << 17
  /// The fields around one log line.
  static let lineBytes = 16
  /// Scores in one answer.
  static let scoreBytes = 1 << 25
}

/// An answer of `admit` or `victim` within the answer to `replay`: an adapter, or one of these.
enum ReplayAnswer {
  static let nobody: Int32 = -1
  static let yes: Int32 = -2
  static let no: Int32 = -3
}
