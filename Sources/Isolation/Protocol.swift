import Core

/// What is said between the host and a policy's process, each in a frame: its length in four bytes, then this byte and
/// what belongs to it.
///
/// Notices (`used`, `learn`) are not answered, and travel with the next question; a fault in one is the answer to that
/// question.
enum Message: UInt8 {
  /// Payload, setting. Answered: the step before which `plan` is asked first.
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
  /// Answered: nothing. Asked so that a fault in the last notices is heard of.
  case settle
  /// Payload. Answered: texts that describe the policy, as the server's maker likes.
  case describe
}

/// The first byte of an answer.
enum Answer: UInt8 {
  case done
  case fault
}

/// What `admit` and `victim` answered, as words of the answer to `replay`: an adapter, or one of these.
enum ReplayAnswer {
  static let nobody: Int32 = -1
  static let yes: Int32 = -2
  static let no: Int32 = -3
}
