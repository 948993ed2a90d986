import Core
import System

/// The fault messages of this module; tested word for word.
enum Messages {
  static func cannotStart(_ policy: String, _ error: SystemError) -> Fault {
    Fault(
      "the process of \(policy) could not be started: \(error.reason)",
      fix: "run fewer at a time (--jobs); \(inProcess)")
  }

  static func cannotShare(_ policy: String, _ error: SystemError) -> Fault {
    Fault(
      "no memory could be shared with the process of \(policy): \(error.reason)",
      fix: "run fewer at a time (--jobs); \(inProcess)")
  }

  /// A report of the process about itself; nothing of the policy was read.
  static func cannotFence(_ layer: FenceLayer, _ error: SystemError) -> Fault {
    Fault(
      "a policy's process cannot be fenced here: \(layer.name) (\(layer.summary)): \(error.reason)",
      fix: "'polarbench doctor --sandbox' tries each layer; \(inProcess)")
  }

  private static let inProcess = "if you trust the file, --in-process runs it without a process of its own"

  static func wasLate(_ policy: String, seconds: Int) -> Fault {
    Fault(
      "the process of \(policy) was killed by SIGKILL: no answer within \(seconds) s",
      fix: "look for a loop that does not end: 'polarbench check' tries each verb", kind: .crash)
  }

  static func madeNoSense(_ policy: String) -> Fault {
    Fault(
      "the process of \(policy) was killed by SIGKILL: its answer made no sense",
      fix: "do not trust this file: a policy has no way to write an answer of its own", kind: .crash)
  }

  static func stuck(_ policy: String) -> Fault {
    Fault(
      "the process of \(policy) was stuck in one instruction, beyond its CPU time",
      fix: "keep fewer keys in one table; keys that collide, such as multiples of 2^18 - 1, make it slow to grow",
      kind: .cpu)
  }

  static func isGone(_ policy: String) -> Fault { Fault("the process of \(policy) has ended", kind: .crash) }

  static func ended(_ policy: String, _ ending: Subprocess.Ending) -> Fault {
    switch ending {
    case .exited(PolicyServer.stuckStatus): return stuck(policy)
    case .exited(let status):
      return Fault(
        "the process of \(policy) ended with status \(status) before it answered",
        fix: "run it with --in-process to see its last output, if you trust it", kind: .crash)
    case .signalled(let number):
      let (name, reason) = signal(number)
      return Fault(
        "the process of \(policy) was killed by \(name): \(reason)",
        fix: "make its state smaller or its verbs simpler; if it should have run, report the file", kind: .crash)
    }
  }

  private static func signal(_ number: Int32) -> (name: String, reason: String) {
    switch EndingSignal(number: number) {
    case .kill: ("SIGKILL", "another process ended it, or the system was short of memory")
    case .cpuTime: ("SIGXCPU", "it used up its processor time")
    case .fileSize: ("SIGXFSZ", "it tried to write a file")
    case .systemCall: ("SIGSYS", "it made a system call that no policy needs")
    case .segmentation: ("SIGSEGV", "it crashed")
    case .bus: ("SIGBUS", "it crashed")
    case .abort: ("SIGABRT", "it crashed, or had no memory left")
    case .illegal: ("SIGILL", "it crashed, or had no memory left")
    case .trap: ("SIGTRAP", "it crashed, or had no memory left")
    default: ("signal \(number)", "another process ended it")
    }
  }
}

extension Messages {
  static let tooManyScores = Fault(
    "computes more scores in one call than can be shown", fix: "leave --show out, or ask the engine less often",
    kind: .memory)

  static var answersDoNotFit: Fault {
    Fault(
      "the answers of the policy's process do not fit the replay",
      fix: "do not trust this file: a policy has no way to write an answer of its own")
  }
}
