import Core
import Traces

/// Replays an id trace through evictors: one reading of the file serves all policies and capacities.
///
/// No routing, no tiers and no clock: an object that is asked for is resident or is missed, and the evictor says what
/// stays. The resident set starts empty.
public struct Replay: Sendable {
  /// What a capacity counts.
  public enum Unit: String, Sendable, CaseIterable {
    case objects, bytes
  }

  /// An evictor under the name it was asked for.
  public struct Entrant: Sendable {
    public var name: String
    /// As a command takes it: `gdsf(order=insert-first)`, `dir/mine.lua`.
    public var spelling: String
    /// The name on its card: its stream is drawn by it, so that a twin in Lua draws what its sibling draws.
    public var cardName: String
    /// Whether it is shown the next use of each id.
    public var needsFuture: Bool
    /// Whether it is told at the start how many ids there are, which takes a reading of the trace beforehand.
    public var needsIDCount: Bool
    /// Starts one for a setting; called once for each capacity.
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

  /// What happened to one policy at one capacity.
  public struct Row: Equatable, Sendable {
    public var policy: String
    public var capacity: Int
    public var requests: Int
    public var misses: Int
    public var missBytes: Int
    public var requestBytes: Int
    public var evictions: Int
    public var bypasses: Int
    /// CPU seconds spent in this engine; reading and numbering ids, which all engines share, is not in it.
    public var cpuSeconds: Double
  }

  public struct Result: Sendable {
    public var unit: Unit
    /// Distinct ids of the trace.
    public var idCount: Int
    /// Requests of size 0: they take no bytes, and so never lack room.
    public var emptyObjects: Int
    /// Policies in the order given, each with its capacities in the order given.
    public var rows: [Row]
  }

  public var trace: IDTrace
  public var entrants: [Entrant]
  public var capacities: [ReplayCapacity]
  /// nil: objects where every size is 1, else bytes.
  public var unit: Unit?
  /// Works the next uses out even where the file holds them.
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

  /// What `run` is at, for progress.
  public enum Stage: String, Sendable {
    case surveying, lookingAhead, replaying
  }

  /// Replays the trace; `report` is called after each batch.
  ///
  /// Shares of the working set, and entrants that need the number of ids, take a reading of their own before it, and so do next uses that the file does not hold.
  /// Where the unit is open, sizes are taken to be 1 until another one is met; then the replay starts again in bytes.
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
