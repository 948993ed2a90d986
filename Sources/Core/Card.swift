/// The description of a policy. Lists, help and reference pages are generated from it.
public struct Card: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    case router, evictor, joint, bound
    /// In the twin: a scheduler chooses the next request to admit, a replica-router the server for a request.
    case scheduler
    case replicaRouter = "replica-router"
  }

  /// Properties that a policy declares and the tests check.
  public struct Traits: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    /// Draws from the cell's policy stream; without it the seed changes nothing.
    public static let stochastic = Traits(rawValue: 1)
    /// Remembers adapters that are not resident (ghosts, frequencies, models).
    public static let memory = Traits(rawValue: 2)
    /// Sees the future (`Setting.future`, `Use.nextUse`): a bound, never ranked.
    public static let needsFuture = Traits(rawValue: 4)
    /// Works with bytes and pages as well as slots.
    public static let sized = Traits(rawValue: 8)
  }

  /// Unique among the policies; also the stem of the policy's file names.
  public var name: String
  /// The name in the literature.
  public var title: String
  public var kind: Kind
  /// One sentence, present tense.
  public var summary: String
  /// Keys of docs/reference/bibliography.md.
  public var sources: [String]
  public var parameters: [Parameter]
  public var traits: Traits

  public init(
    name: String, title: String, kind: Kind, summary: String, sources: [String], parameters: [Parameter] = [],
    traits: Traits = []
  ) {
    self.name = name
    self.title = title
    self.kind = kind
    self.summary = summary
    self.sources = sources
    self.parameters = parameters
    self.traits = traits
  }
}

/// One parameter of a policy.
public struct Parameter: Sendable, Equatable {
  public enum Range: Sendable, Equatable {
    /// A finite number, bounds included.
    case number(ClosedRange<Double>)
    /// A whole number, bounds included.
    case integer(ClosedRange<Int>)
    case flag
    case choice([String])
    /// A finite number, or one of the words (`alpha=0.5`, `alpha=theory`).
    case numberOrChoice(ClosedRange<Double>, [String])
    /// A whole number, or one of the words (`epoch=256`, `epoch=auto`).
    case integerOrChoice(ClosedRange<Int>, [String])
    /// Any text except the empty one. The associated value describes it: "an adapter's index or name".
    case text(String)
  }

  public var name: String
  /// The default, as written after `--set name=`.
  public var standard: String
  public var range: Range
  /// "utility", "requests", …; empty for pure numbers.
  public var unit: String
  /// One line.
  public var summary: String

  public init(_ name: String, _ standard: String, _ range: Range, unit: String = "", _ summary: String) {
    self.name = name
    self.standard = standard
    self.range = range
    self.unit = unit
    self.summary = summary
  }
}
