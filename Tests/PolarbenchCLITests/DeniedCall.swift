import Foundation
import Testing

/// Runs `polarbench` where the kernel answers one system call with an errno, as an older one or a container would.
enum DeniedCall {
  /// The numbers of system calls on this processor; `:first` names a first argument.
  #if arch(x86_64)
    private static let calls = [
      "seccomp": "317", "no new privileges": "157:38", "parent's death": "157:1", "dumps": "157:4", "capset": "126",
      "limits": "302:0", "landlock": "444", "unshare": "272", "memfd_create": "319", "timer_create": "222",
      "clone3": "435",
    ]
  #else
    private static let calls = [
      "seccomp": "277", "no new privileges": "167:38", "parent's death": "167:1", "dumps": "167:4", "capset": "91",
      "limits": "261:0", "landlock": "444", "unshare": "97", "memfd_create": "279", "timer_create": "107",
      "clone3": "435",
    ]
  #endif

  static func run(without call: String, _ code: Int32, _ arguments: [String]) throws -> Command.Outcome {
    try Command.run(
      program: Command.binary.deletingLastPathComponent().appending(path: "deny-call"),
      [String(code), try #require(calls[call]), Command.binary.path] + arguments, in: Command.repository,
      environment: [:])
  }
}
