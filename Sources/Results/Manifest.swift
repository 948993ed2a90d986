import Core

/// The definition of a tournament: the store's `manifest.json` (docs/reference/tournament-store.md).
public struct Manifest: Sendable, Equatable {
  /// The format of the store that this program reads and writes.
  public static let format = 1

  /// The program that made the folder.
  public struct Build: Sendable, Equatable {
    public var version: String
    /// 40 hex digits; nil if unknown at build time.
    public var commit: String?
    /// Whether files differed from the commit; nil if unknown at build time.
    public var isDirty: Bool?
    public var swift: String
    public var lua: String

    /// - Parameter version: of the program; cells of another one are no part of the same tournament.
    public init(version: String, commit: String? = nil, isDirty: Bool? = nil, swift: String = "", lua: String = "") {
      self.version = version
      self.commit = commit
      self.isDirty = isDirty
      self.swift = swift
      self.lua = lua
    }
  }

  /// The part of a tournament in a folder.
  public struct Shard: Sendable, Equatable {
    /// 1 … count.
    public var index: Int
    public var count: Int

    public init(index: Int, count: Int) {
      self.index = index
      self.count = count
    }

    /// `3/8`.
    public var described: String { "\(index)/\(count)" }
  }

  /// A policy of the tournament.
  public struct Policy: Sendable, Equatable {
    /// As typed, without unnecessary white space.
    public var name: String
    /// It sees the future: shown in figures, never ranked.
    public var isBound: Bool
    /// One for a joint policy, two for a router and an evictor.
    public var parts: [Part]

    public init(name: String, isBound: Bool, parts: [Part]) {
      self.name = name
      self.isBound = isBound
      self.parts = parts
    }
  }

  /// A router, an evictor, or a joint policy.
  public struct Part: Sendable, Equatable {
    public var name: String
    public var title: String
    public var kind: String
    /// After defaults, as typed.
    public var parameters: [(name: String, value: String)]
    /// Keys of docs/reference/bibliography.md.
    public var sources: [String]
    /// nil for a built-in.
    public var file: String?
    /// SHA-256 of the file.
    public var sha256: String?

    public init(
      name: String, title: String, kind: String, parameters: [(name: String, value: String)], sources: [String],
      file: String?, sha256: String?
    ) {
      self.name = name
      self.title = title
      self.kind = kind
      self.parameters = parameters
      self.sources = sources
      self.file = file
      self.sha256 = sha256
    }

    public static func == (a: Part, b: Part) -> Bool { a.json == b.json }
  }

  /// The capacity of the GPU tier.
  public struct Capacity: Sendable, Equatable {
    public var amount: Int
    /// `slots`, `bytes` or `pages`.
    public var unit: String
    public var pageBytes: Int?
    /// As in cell ids, without the `k`.
    public var text: String
    /// As a share of all adapters together; above 1 if more than all fit.
    public var share: Double

    public init(amount: Int, unit: String, pageBytes: Int?, text: String, share: Double) {
      self.amount = amount
      self.unit = unit
      self.pageBytes = pageBytes
      self.text = text
      self.share = share
    }
  }

  /// A trace or scenario of the tournament.
  public struct Trace: Sendable, Equatable {
    public enum Kind: String, Sendable { case scenario, file }

    /// The short name in cell ids.
    public var name: String
    public var kind: Kind
    /// The scenario as spelled, or the path.
    public var source: String
    public var sha256: String
    public var facts: [(name: String, value: String)]
    /// T.
    public var requests: Int
    /// d.
    public var dimension: Int
    /// Names, in index order.
    public var adapters: [String]
    public var capacities: [Capacity]
    /// If false, net reward is minus the costs, and there is no regret.
    public var hasRewards: Bool
    /// Whether regret is against mean utilities.
    public var usesMeans: Bool
    public var namesAdapters: Bool
    /// Indices into the manifest's policies, rising.
    public var entrants: [Int]
    /// Requests after which the curves have a point.
    public var checkpoints: [Int]

    public init(
      name: String, kind: Kind, source: String, sha256: String, facts: [(name: String, value: String)], requests: Int,
      dimension: Int, adapters: [String], capacities: [Capacity], hasRewards: Bool, usesMeans: Bool,
      namesAdapters: Bool, entrants: [Int], checkpoints: [Int]
    ) {
      self.name = name
      self.kind = kind
      self.source = source
      self.sha256 = sha256
      self.facts = facts
      self.requests = requests
      self.dimension = dimension
      self.adapters = adapters
      self.capacities = capacities
      self.hasRewards = hasRewards
      self.usesMeans = usesMeans
      self.namesAdapters = namesAdapters
      self.entrants = entrants
      self.checkpoints = checkpoints
    }

    public static func == (a: Trace, b: Trace) -> Bool { a.json == b.json }
  }

  public var build: Build
  /// As typed, quoted for a shell.
  public var command: String
  /// SHA-256 of the settings that all cells depend on.
  public var settingsHash: String
  public var shard: Shard?
  /// The policy that others are compared with.
  public var reference: String
  /// The settings as requested, with defaults.
  public var grid: JSONValue
  public var replicates: Int
  public var seed: UInt64
  /// Bounds last.
  public var policies: [Policy]
  public var traces: [Trace]

  public init(
    build: Build, command: String, settingsHash: String, shard: Shard?, reference: String, grid: JSONValue,
    replicates: Int, seed: UInt64, policies: [Policy], traces: [Trace]
  ) {
    self.build = build
    self.command = command
    self.settingsHash = settingsHash
    self.shard = shard
    self.reference = reference
    self.grid = grid
    self.replicates = replicates
    self.seed = seed
    self.policies = policies
    self.traces = traces
  }

  /// Index of the reference in `policies`.
  /// How many cells the grid has; nil if it is more than `Bounds.cells`.
  public var cellCount: Int? {
    let blocks = traces.map { checkedProduct([$0.capacities.count, $0.entrants.count, replicates]) }
    guard !blocks.contains(nil), let count = checkedSum(blocks.compactMap { $0 }), Bounds.cells.contains(count) else {
      return nil
    }
    return count
  }

  public var referenceIndex: Int { policies.firstIndex { $0.name == reference } ?? 0 }
}
