import Core

/// One request of an imported file.
public struct Arrival: Equatable, Sendable {
  /// In seconds on the file's own clock; nil if it has none.
  public var timeSeconds: Double?
  public var promptTokens: Int32?
  public var outputTokens: Int32?
  /// The tenant, session or function of the request; empty if there is none.
  public var group = ""
  /// The requested object or adapter; nil if the file has none.
  public var asked: String?
  /// Its size in bytes; nil if the file has none.
  public var sizeBytes: Int?

  public init(timeSeconds: Double? = nil, promptTokens: Int32? = nil, outputTokens: Int32? = nil, group: String = "") {
    self.timeSeconds = timeSeconds
    self.promptTokens = promptTokens
    self.outputTokens = outputTokens
    self.group = group
  }
}

/// Reads an imported file request by request, in constant memory.
public protocol ArrivalReader: AnyObject {
  /// The next request; nil at the end.
  func next() throws(Fault) -> Arrival?

  /// Skipped rows and remarks so far.
  var notes: ReadingNotes { get }
}

/// The rows that a reader skipped, with reasons, and remarks on its choices.
public struct ReadingNotes: Equatable, Sendable {
  public struct Skip: Equatable, Sendable {
    public var reason: String
    public var count: Int
    /// The place of the first one.
    public var first: Fault.Place
  }

  /// In order of first appearance.
  public private(set) var skips: [Skip] = []
  /// One sentence each, without a full stop.
  public private(set) var remarks: [String] = []

  public init() {}

  /// Counts one skipped row.
  public mutating func skip(_ reason: String, at place: Fault.Place) {
    if let i = skips.firstIndex(where: { $0.reason == reason }) {
      skips[i].count += 1
    } else {
      skips.append(Skip(reason: reason, count: 1, first: place))
    }
  }

  public mutating func remark(_ text: String) { remarks.append(text) }

  /// Skipped rows in all.
  public var skipped: Int { skips.reduce(0) { $0 + $1.count } }

  /// One line for each reason and each remark.
  public var lines: [String] {
    skips.map { "skipped \($0.count): \($0.reason) (first: \($0.first.described))" } + remarks
  }
}
