/// The result of a cell in the store: a line of `cells.jsonl` (docs/reference/tournament-store.md).
public struct StoredCell: Sendable {
  public var key: CellKey
  /// The fault that ended it, with all counts and sums 0; nil for a cell that ran to its end.
  public var forfeit: Forfeit?

  public var requests = 0
  public var hits = 0
  public var delayedHits = 0
  public var firstTouchMisses = 0
  public var misses = 0
  public var pageIns = 0
  public var bypasses = 0
  /// Loads by plans.
  public var loads = 0
  public var evictions = 0
  public var thrash = 0
  public var bytesMoved = 0
  public var stallSeconds = 0.0
  public var reward = 0.0
  public var pagingCost = 0.0
  public var loadCost = 0.0
  public var regret: Regret?
  public var host: Host?

  /// reward − pagingCost − loadCost: the leaderboard ranks by it.
  public var netReward: Double { reward - pagingCost - loadCost }
  /// misses / requests; 0 without requests.
  public var missRatio: Double { requests == 0 ? 0 : Double(misses) / Double(requests) }
  public var isForfeit: Bool { forfeit != nil }

  /// Shortfall against the best fixed resident set, in utility.
  public struct Regret: Sendable, Equatable {
    public var total: Double
    public var routing: Double
    public var caching: Double
    /// Whether that set is proven best.
    public var isExact: Bool

    public init(total: Double, routing: Double, caching: Double, isExact: Bool) {
      self.total = total
      self.routing = routing
      self.caching = caching
      self.isExact = isExact
    }
  }

  /// Counts of the host tier.
  public struct Host: Sendable, Equatable {
    public var hits: Int
    public var misses: Int
    public var evictions: Int
    public var bytesMoved: Int

    public init(hits: Int, misses: Int, evictions: Int, bytesMoved: Int) {
      self.hits = hits
      self.misses = misses
      self.evictions = evictions
      self.bytesMoved = bytesMoved
    }
  }

  public init(key: CellKey, forfeit: Forfeit? = nil) {
    self.key = key
    self.forfeit = forfeit
  }
}

/// The fault of a forfeited cell.
public final class Forfeit: Sendable {
  /// `error`, `answer`, `budget`, …; nil if the fault has no such kind.
  public let kind: String?
  /// What happened, with the value; one line.
  public let reason: String
  /// `file:line:column`; unknown parts are left out.
  public let place: String?
  /// The position in the run.
  public let at: String?
  /// The script's call stack, innermost first.
  public let calls: [String]
  public let fix: String?
  /// The command that reproduces it.
  public let replay: String

  public init(
    kind: String?, reason: String, place: String?, at: String?, calls: [String], fix: String?, replay: String
  ) {
    self.kind = kind
    self.reason = reason
    self.place = place
    self.at = at
    self.calls = calls
    self.fix = fix
    self.replay = replay
  }
}
