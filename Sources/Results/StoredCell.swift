/// What a cell came to, as the store keeps it: a line of `cells.jsonl` (docs/reference/tournament-store.md).
public struct StoredCell: Sendable {
  public var key: CellKey
  /// Why it is lost; nil for a cell that was played to its end. Then all counts and sums are 0.
  public var forfeit: Forfeit?

  public var requests = 0
  public var hits = 0
  public var delayedHits = 0
  public var firstTouchMisses = 0
  public var misses = 0
  public var pageIns = 0
  public var bypasses = 0
  /// Adapters that plans brought in.
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

  /// reward − pagingCost − loadCost: what the leaderboard ranks by.
  public var netReward: Double { reward - pagingCost - loadCost }
  /// misses / requests; 0 where nothing was asked.
  public var missRatio: Double { requests == 0 ? 0 : Double(misses) / Double(requests) }
  public var isForfeit: Bool { forfeit != nil }

  /// Shortfall against the best fixed resident set, in utility.
  public struct Regret: Sendable, Equatable {
    public var total: Double
    public var routing: Double
    public var caching: Double
    /// Whether that set is proved best.
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

/// Why a cell is lost.
public final class Forfeit: Sendable {
  /// `error`, `answer`, `budget`, …; nil where the fault is of no such kind.
  public let kind: String?
  /// What happened, with the value; one line.
  public let reason: String
  /// `file:line:column`, as far as known.
  public let place: String?
  /// Where in the run.
  public let at: String?
  /// The script's calls that led there, innermost first.
  public let calls: [String]
  public let fix: String?
  /// The command that shows it again.
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
