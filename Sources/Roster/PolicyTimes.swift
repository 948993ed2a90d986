import Core
import PolicyChecks
import Scripting
import System

/// How long a policy's verbs take and, for a file, loading it. A file with a process of its own is timed in there: the
/// way to it and back is no part of a call.
public struct PolicyTimes: Sendable {
  public var speeds: [Speed]
  /// From a file's text to its card, the best of twenty; nil for what is no file.
  public var loadMicros: Double?
  /// From the start of a process to the card that it answers, the best of five; nil where there is none.
  public var processMicros: Double?

  /// Minutes are honest for a slow policy, and the user waits for it anyway.
  private static let extraSeconds = 3600

  /// Times a candidate; throws its fault where it falls short.
  public init(_ subject: Candidates.Subject) throws(Fault) {
    guard let candidate = subject.candidate else { throw Messages.notTimed }
    guard let policy = subject.file else {
      self.init(speeds: try Speed.measure(candidate))
      return
    }
    let words = candidate.given.flatMap { [$0.name, $0.value] }
    guard policy.file.isIsolated else {
      try self.init(policy, words)
      return
    }
    let texts = try policy.file.describe(.speeds, words, extraSeconds: Self.extraSeconds)
    guard let report = PolicyTimes(texts) else { throw Messages.sentNoSpeeds(policy.file.path) }
    self = report
    processMicros = try Self.bestMicros(of: 5) { () throws(Fault) in _ = try policy.file.table() }
  }

  private init(speeds: [Speed]) { self.speeds = speeds }

  /// Times a file's policy in this process.
  ///
  /// - Parameter words: parameters, name by value.
  init(_ policy: LuaPolicy, _ words: [String]) throws(Fault) {
    let given = stride(from: 0, to: words.count - 1, by: 2).map { (name: words[$0], value: words[$0 + 1]) }
    guard case .policy(let candidate) = try Candidates.kind(policy, given: given) else { throw Messages.notTimed }
    self.init(speeds: try Speed.measure(candidate))
    let file = policy.file
    loadMicros = try Self.bestMicros(of: 20) { () throws(Fault) in
      _ = try Script(file.text, path: file.path, limits: file.limits)
    }
  }

  // MARK: - Across the process's border

  var texts: [String] {
    ["\(loadMicros ?? 0)"] + speeds.flatMap { [$0.verb.name, "\($0.calls)", "\($0.nanos)"] }
  }

  /// nil where the texts are no report.
  private init?(_ texts: [String]) {
    guard texts.count % 3 == 1, let load = Self.time(texts[0]) else { return nil }
    var speeds: [Speed] = []
    for start in stride(from: 1, to: texts.count, by: 3) {
      guard let verb = Verb.allCases.first(where: { $0.name == texts[start] }),
        let calls = Int(texts[start + 1]), calls > 0, let nanos = Self.time(texts[start + 2])
      else { return nil }
      speeds.append(Speed(verb: verb, calls: calls, nanos: nanos))
    }
    self.init(speeds: speeds)
    loadMicros = load
  }

  private static func time(_ text: String) -> Double? {
    Double(text).flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
  }

  private static func bestMicros(of count: Int, _ body: () throws(Fault) -> Void) throws(Fault) -> Double {
    var best = Int.max
    for _ in 0..<count {
      let start = SystemClock.nanos
      try body()
      best = min(best, SystemClock.nanos - start)
    }
    return Double(best) / 1000
  }
}
