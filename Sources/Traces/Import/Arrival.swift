import Core

/// One request as a foreign file tells it.
public struct Arrival: Equatable, Sendable {
  /// In seconds on the file's own clock; nil where it has none.
  public var timeSeconds: Double?
  public var promptTokens: Int32?
  public var outputTokens: Int32?
  /// The tenant, session or function that asks; empty where there is none.
  public var group = ""
  /// The object or adapter that is asked for, where the file names one.
  public var asked: String?
  /// Its bytes, where the file tells them.
  public var sizeBytes: Int?

  public init(timeSeconds: Double? = nil, promptTokens: Int32? = nil, outputTokens: Int32? = nil, group: String = "") {
    self.timeSeconds = timeSeconds
    self.promptTokens = promptTokens
    self.outputTokens = outputTokens
    self.group = group
  }
}

/// Reads a foreign file request by request, in constant memory.
public protocol ArrivalReader: AnyObject {
  /// The next request; nil at the end.
  func next() throws(Fault) -> Arrival?

  /// What was passed over so far, and what else is worth a word.
  var notes: ReadingNotes { get }
}

/// What a reader passed over and why, and what it did that the file does not say by itself.
public struct ReadingNotes: Equatable, Sendable {
  public struct Skip: Equatable, Sendable {
    public var reason: String
    public var count: Int
    /// Where the first one stands.
    public var first: Fault.Place
  }

  /// In order of first appearance.
  public private(set) var skips: [Skip] = []
  /// One sentence each, without a full stop.
  public private(set) var remarks: [String] = []

  public init() {}

  /// Counts one row that was passed over.
  public mutating func skip(_ reason: String, at place: Fault.Place) {
    if let i = skips.firstIndex(where: { $0.reason == reason }) {
      skips[i].count += 1
    } else {
      skips.append(Skip(reason: reason, count: 1, first: place))
    }
  }

  public mutating func remark(_ text: String) { remarks.append(text) }

  /// Rows passed over in all.
  public var skipped: Int { skips.reduce(0) { $0 + $1.count } }

  /// One line for each reason and each remark.
  public var lines: [String] {
    skips.map { "skipped \($0.count): \($0.reason) (first: \($0.first.described))" } + remarks
  }
}
