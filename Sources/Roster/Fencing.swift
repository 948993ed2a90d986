import Core
import Isolation

/// Which Lua files run in processes of their own, and how such a process is started.
public struct Fencing: Sendable {
  public enum Rule: Sendable {
    /// Those that are not trusted.
    case untrusted
    case all
    case none
  }

  public var rule: Rule
  /// The program that serves a policy: `polarbench`, with the word of `PolicyService`; nil where there is none, and a file
  /// that would need it is a fault.
  public var service: Isolation?
  /// Called where the list of trusted folders cannot be read or trusted itself; nothing that it lists is trusted then.
  public var advise: @Sendable (Fault) -> Void

  public init(
    _ rule: Rule, service: Isolation? = nil, advise: @escaping @Sendable (Fault) -> Void = { _ in }
  ) {
    self.rule = rule
    self.service = service
    self.advise = advise
  }

  /// Every file runs in this process: for files that the caller wrote or read.
  public static let none = Fencing(.none)

  /// The flags of the command line that ask for it.
  public var flags: [String] {
    switch rule {
    case .untrusted: []
    case .all: ["--isolate"]
    case .none: ["--in-process"]
    }
  }
}

/// Where one Lua file runs, and why there.
public enum Fence: Equatable, Sendable {
  /// In this process: a file of the project, or trusted by the user, or asked for.
  case down
  /// In processes of its own, by default.
  case notTrusted
  /// So, too: it is listed as trusted, but everybody may write this file or folder.
  case openToAll(String)
  /// In processes of its own, by a flag.
  case asked

  /// As in "runs in …".
  public var described: String {
    switch self {
    case .down: "this process"
    case .asked: "a process of its own"
    case .notTrusted: "a process of its own, since it is not trusted"
    case .openToAll(let path): "a process of its own, since every user may write \(path)"
    }
  }

  /// What would let it run in this process for good.
  public var remedy: String {
    guard case .openToAll(let path) = self else { return "'polarbench trust FOLDER'" }
    return "'chmod o-w \(ShellWord.quoted(path))'"
  }
}
