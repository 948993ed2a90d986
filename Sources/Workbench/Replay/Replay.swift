import Core
import Traces

/// Replays an id trace through evictors: one reading of the file serves all policies and capacities.
///
/// No routing, no tiers and no clock: a requested object is a hit or a miss, and the evictor decides what stays. The
/// resident set starts empty.
public struct Replay: Sendable {
  /// The unit of a capacity.
  public enum Unit: String, Sendable, CaseIterable {
    case objects, bytes
  }

  /// An evictor with its name as typed.
  public struct Entrant: Sendable {
    public var name: String
    /// As a command takes it: `gdsf(order=insert-first)`, `dir/mine.lua`.
    public var spelling: String
    /// The name on its card: its stream is drawn by it, so that a twin in Lua draws what its sibling draws.
    public var cardName: String
    /// Whether it sees the next use of each id.
    public var needsFuture: Bool
    /// Whether it needs the number of ids at the start, which requires an extra reading of the trace.
    public var needsIDCount: Bool
    /// Starts one for a setting; called once per capacity.
    public var start: @Sendable (Setting) throws(Fault) -> any Evictor

    public init(
      name: String, spelling: String? = nil, cardName: String? = nil, needsFuture: Bool = false,
      needsIDCount: Bool = false,
      start: @escaping @Sendable (Setting) throws(Fault) -> any Evictor
    ) {
      self.name = name
      self.spelling = spelling ?? name
      self.cardName = cardName ?? name
      self.needsFuture = needsFuture
      self.needsIDCount = needsIDCount
      self.start = start
    }
  }

  /// The result of one policy at one capacity.
  public struct Row: Equatable, Sendable {
    public var policy: String
    public var capacity: Int
    public var requests: Int
    public var misses: Int
    public var missBytes: Int
    public var requestBytes: Int
    public var evictions: Int
    public var bypasses: Int
    /// CPU seconds spent in this engine; without reading and numbering ids, which all engines share.
    public var cpuSeconds: Double
  }

  public struct Result: Sendable {
    public var unit: Unit
    /// Distinct ids of the trace.
    public var idCount: Int
    /// Requests of size 0: they take no bytes and always fit.
    public var emptyObjects: Int
    /// Policies in the order given, each with its capacities in the order given.
    public var rows: [Row]
  }

  public var trace: IDTrace
  public var entrants: [Entrant]
  public var capacities: [ReplayCapacity]
  /// nil: objects if every size is 1, else bytes.
  public var unit: Unit?
  /// Computes the next uses even if the file contains them.
  public var computesNextUses = false
  public var seed: Seed

  public init(
    trace: IDTrace, entrants: [Entrant], capacities: [ReplayCapacity], unit: Unit? = nil, seed: Seed = Seed(0)
  ) {
    self.trace = trace
    self.entrants = entrants
    self.capacities = capacities
    self.unit = unit
    self.seed = seed
  }

  /// The current stage of `run`, for progress.
  public enum Stage: String, Sendable {
    case surveying, lookingAhead, replaying
  }

  /// Replays the trace; `report` is called after each batch.
  ///
  /// Shares of the working set, entrants that need the number of ids, and next uses that are not in the file each need
  /// an extra reading before it. If the unit is nil, sizes are assumed to be 1 until another one occurs; then the
  /// replay restarts in bytes.
  public func run(report: (Stage, IDStream) -> Void = { _, _ in }) throws(Fault) -> Result {
    var survey: IDSurvey?
    if capacities.contains(where: \.isShare) || entrants.contains(where: \.needsIDCount) {
      survey = try IDSurvey(trace) { report(.surveying, $0) }
    }
    var nextUses: NextUses?
    if needsFuture, computesNextUses || !trace.holdsNextUses {
      nextUses = try NextUses(trace) { report(.lookingAhead, $0) }
    }
    let decided = try decidedUnit(survey)
    if decided != .bytes {
      var pass = try ReplayPass(self, .objects, survey, nextUses, allowsOtherSizes: decided != nil)
      if let result = try pass.run(report: { report(.replaying, $0) }) { return result }
    }
    var pass = try ReplayPass(self, .bytes, survey, nextUses, allowsOtherSizes: true)
    return try pass.run(report: { report(.replaying, $0) })!
  }

  var needsFuture: Bool { entrants.contains(where: \.needsFuture) }

  private func decidedUnit(_ survey: IDSurvey?) throws(Fault) -> Unit? {
    if capacities.contains(where: \.isInBytes) {
      if unit == .objects { throw Messages.bytesForObjects }
      return .bytes
    }
    return unit ?? survey.map { $0.sizesAreAllOne ? .objects : .bytes }
  }
}
