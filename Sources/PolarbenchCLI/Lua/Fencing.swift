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

/// Where one Lua file runs, and why there.
enum Fence: Equatable, Sendable {
  /// In this process: a file of the project, or trusted by the user, or asked for.
  case down
  /// In processes of its own, by default.
  case notTrusted
  /// So, too: it is listed as trusted, but everybody may write this file or folder.
  case openToAll(String)
  /// In processes of its own, by a flag.
  case asked

  /// As in "runs in …".
  var described: String {
    switch self {
    case .down: "this process"
    case .asked: "a process of its own"
    case .notTrusted: "a process of its own, since it is not trusted"
    case .openToAll(let path): "a process of its own, since everybody may write \(path)"
    }
  }

  /// What would let it run in this process for good.
  var remedy: String {
    guard case .openToAll(let path) = self else { return "'polarbench trust FOLDER'" }
    return "'chmod o-w \(ShellWord.quoted(path))'"
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
