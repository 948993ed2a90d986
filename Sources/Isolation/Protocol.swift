import Core

/// What is said between the host and a policy's process, each in a frame: its length in four bytes, then this byte and
/// what belongs to it.
///
/// Notices (`used`, `learn`) are not answered, and travel with the next question; a fault in one is the answer to that
/// question.
enum Message: UInt8 {
  /// Payload, setting, whether log lines are heard, whether scores are. Answered: the step before which `plan` is asked
  /// first.
  case start
  /// Request, residents. Answered: an adapter.
  case route
  /// Request, adapter, reward, hit, cost.
  case learn
  /// A use.
  case used
  /// A use, residents. Answered: a flag.
  case admit
  /// A use, residents. Answered: an adapter, or −1.
  case victim
  /// A step, residents. Answered: a flag and adapters, and the next step to ask.
  case plan
  /// Ids from the first to the last, sizes where they matter. Answered: what `admit` and `victim` answered, in order.
  case replay
  /// Answered: nothing. Reports a fault in the notices before it.
  case settle
  /// Payload. Answered: texts, as the server's maker likes.
  case describe
  /// Seconds, heads. Answered: an adapter, or −1.
  case choose
  /// Request, replicas. Answered: a replica.
  case send
}

/// The first byte of an answer; then come notes, then the value or the fault.
enum Answer: UInt8 {
  case done
  case fault
  /// A layer of the fence that does not hold, and an errno: nothing of the policy was read.
  case unfenced
}

/// What a script said since the last answer, in order: the first byte of each.
enum Note: UInt8 {
  /// Step, text.
  case log
  /// Step, a number for each adapter.
  case scores
}

/// How many bytes of notes are sent.
enum NoteLimits {
  /// Of log lines in the life of a process. A script's own limit is half of it.
  static let logBytes = 1 << 17
  /// Of the words around one log line.
  static let lineBytes = 16
  /// Of scores in one answer.
  static let scoreBytes = 1 << 25
}

/// What `admit` and `victim` answered, as words of the answer to `replay`: an adapter, or one of these.
enum ReplayAnswer {
  static let nobody: Int32 = -1
  static let yes: Int32 = -2
  static let no: Int32 = -3
}
