/// An error with its cause, its place, a fix and a command that reproduces it.
///
/// Rendered as
///
///     error: policies/mine.lua:14: victim() answered 'code-3', which is not resident
///       at:     step 1208 of zipf-15 (capacity 4: chat-1, law-5, math-9, sql-2)
///       fix:    return one of the ids in `residents`
///       replay: polarbench run mine --trace traces/zipf-15 --seed 7 --show 1200..1208
public struct Fault: Error, Equatable, Sendable {
  /// A place in a file; line and column are 1-based.
  public struct Place: Equatable, Sendable {
    public var file: String
    public var line: Int?
    public var column: Int?

    public init(file: String, line: Int? = nil, column: Int? = nil) {
      self.file = file
      self.line = line
      self.column = column
    }

    /// `file:line:column`; unknown parts are left out.
    public var described: String {
      file + (line.map { ":\($0)" } ?? "") + (line != nil ? column.map { ":\($0)" } ?? "" : "")
    }
  }

  /// The kind of a policy's fault; nil for faults of input and usage.
  public enum Kind: String, Sendable {
    /// The file is not valid Lua, or not a policy.
    case syntax, load
    /// The script raised an error, or its answer broke the contract.
    case error, answer
    /// A limit was exceeded: instructions, CPU time, memory.
    case budget, cpu, memory
    /// The policy's process ended without an answer.
    case crash
  }

  public var place: Place?
  /// What happened, with the value; one line, no full stop.
  public var reason: String
  /// The position in the run.
  public var at: String?
  /// How to fix it.
  public var fix: String?
  /// The command that reproduces it.
  public var replay: String?
  public var kind: Kind?
  /// The script's call stack, innermost first.
  public var calls: [String] = []

  public init(
    _ reason: String, place: Place? = nil, at: String? = nil, fix: String? = nil, replay: String? = nil,
    kind: Kind? = nil
  ) {
    self.kind = kind
    self.reason = reason
    self.place = place
    self.at = at
    self.fix = fix
    self.replay = replay
  }

  /// The message without the leading `error: `.
  public var described: String { lines.joined(separator: "\n") }

  /// The lines of the message. No field can add a line, even if its text comes from outside.
  public var lines: [String] {
    var lines = [(place.map { $0.described + ": " } ?? "") + reason]
    if let at { lines.append("  at:     \(at)") }
    if !calls.isEmpty { lines.append("  calls:  " + calls.joined(separator: "; ")) }
    if let fix { lines.append("  fix:    \(fix)") }
    if let replay { lines.append("  replay: \(replay)") }
    return lines.map(shown)
  }
}

extension Fault: CustomStringConvertible {
  public var description: String { described }
}
