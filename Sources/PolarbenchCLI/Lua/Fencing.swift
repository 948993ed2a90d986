import ArgumentParser
import Core

/// Which Lua files run in processes of their own.
enum Fencing: Sendable {
  /// Those that are not trusted.
  case untrusted
  case all
  case none

  /// The flags that ask for it.
  var flags: [String] {
    switch self {
    case .untrusted: []
    case .all: ["--isolate"]
    case .none: ["--in-process"]
    }
  }
}

extension Fault {
  /// The flags with which it is met again. Results are the same wherever files run, save where a process crashed: that
  /// shall not happen in this one, also if the file is trusted.
  func replayFlags(_ fencing: Fencing) -> [String] { kind == .crash && fencing == .all ? fencing.flags : [] }
}

/// The flags for where Lua files run: the same wherever one is read.
struct FencingOptions: ParsableArguments {
  @Flag(
    help:
      "Run every Lua file in a process of its own, fenced off (default: those that are not trusted, see 'polarbench trust')."
  )
  var isolate = false

  @Flag(help: "Run every Lua file in this process, whoever wrote it.")
  var inProcess = false

  func validate() throws {
    if isolate, inProcess {
      throw ValidationError("--isolate and --in-process exclude each other; keep one of the two.")
    }
  }

  var fencing: Fencing { isolate ? .all : inProcess ? .none : .untrusted }
}
