import CFence

/// A layer of the fence around a policy's process, in the order in which a process enters them.
public enum FenceLayer: UInt32, CaseIterable, Sendable {
  case namespaces = 1
  case capabilities = 2
  case privileges = 4
  case landlock = 8
  case limits = 16
  case host = 32
  case calls = 64

  /// Whether a policy needs it to run.
  public var isRequired: Bool { Set.required.contains(Set(self)) }

  public var name: String {
    switch self {
    case .namespaces: "namespaces"
    case .capabilities: "capabilities"
    case .privileges: "no new privileges"
    case .landlock: "Landlock"
    case .limits: "limits"
    case .host: "tied to the host"
    case .calls: "system calls"
    }
  }

  /// What it does, in words.
  public var summary: String {
    switch self {
    case .namespaces: "no network, users or shared memory of the machine"
    case .capabilities: "no rights of root, even if root starts it"
    case .privileges: "no program gives it rights"
    case .landlock: "no file, no TCP, no signal to others"
    case .limits: "memory, files, written bytes, processes, core dumps"
    case .host: "ends with its host, cannot be debugged"
    case .calls: "seccomp: memory without code, time and waiting only"
    }
  }

  struct Set: OptionSet {
    var rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }
    init(_ layers: FenceLayer...) { rawValue = layers.reduce(0) { $0 | $1.rawValue } }

    static let all = Set(rawValue: FenceLayer.allCases.reduce(0) { $0 | $1.rawValue })
    /// Some kernels lack the others.
    static let required = all.subtracting(Set(.namespaces, .landlock))
  }

  /// The layers to enter to test this layer alone: it and its prerequisites.
  var alone: Set {
    switch self {
    case .namespaces, .capabilities, .privileges, .host: Set(self)
    case .landlock: Set(self, .privileges)
    // Root could raise its limits.
    case .limits: Set(self, .capabilities)
    case .calls: Set(self, .privileges, .capabilities)
    }
  }
}
