import Core
import PolicyChecks

/// Prints the verdicts of the battery.
package struct CheckReport {
  private let policy: String
  private let json: Bool

  package init(_ policy: String, json: Bool) {
    self.policy = policy
    self.json = json
  }

  /// Prints one verdict.
  package func show(_ verdict: Verdict) {
    if json { return Output.line(line(verdict).text) }
    let (word, remark) = Self.words(verdict)
    Output.line(word.padded(to: 8) + " " + verdict.check.padded(to: 15) + " " + remark)
  }

  /// Prints all findings, and a summary in one sentence.
  package func conclude(_ verdicts: [Verdict]) {
    let findings = verdicts.compactMap(\.finding)
    if json {
      for finding in findings { Output.line(line(finding).text) }
      return Output.line(line(verdicts, findings: findings.count).text)
    }
    for finding in findings {
      let verb = finding.verb.map { "\($0.name)(): " } ?? ""
      Output.line()
      Output.text("finding: \(finding.check): \(verb)\(finding.fault.described)")
    }
    let (held, refused, skipped) = Self.counts(verdicts)
    var parts = ["\(held) held"]
    if refused > 0 { parts.append("\(refused) refused") }
    if skipped > 0 { parts.append("\(skipped) skipped") }
    let found =
      findings.isEmpty ? "no findings" : findings.count == 1 ? "1 finding" : "\(findings.count) findings"
    Output.line()
    Output.line("\(policy): \(found); \(parts.joined(separator: ", "))")
  }

  /// Prints timings on stderr, for information only.
  package func note(speeds: [Speed]) {
    Output.note(
      "speed: " + speeds.map { "\($0.verb.name) \(fixed($0.nanos, 0)) ns" }.joined(separator: ", ")
        + " a call ('polarbench bench' compares)")
  }

  private static func words(_ verdict: Verdict) -> (String, String) {
    switch verdict.outcome {
    case .held: ("held", verdict.summary)
    case .fell: ("FOUND", verdict.summary)
    case .refused(let reason): ("refused", reason)
    case .skipped(let reason): ("skipped", reason)
    }
  }

  private static func counts(_ verdicts: [Verdict]) -> (held: Int, refused: Int, skipped: Int) {
    var counts = (held: 0, refused: 0, skipped: 0)
    for verdict in verdicts {
      switch verdict.outcome {
      case .held: counts.held += 1
      case .refused: counts.refused += 1
      case .skipped: counts.skipped += 1
      case .fell: break
      }
    }
    return counts
  }

  // MARK: - JSON

  private func line(_ verdict: Verdict) -> JSONLine {
    var line = JSONLine()
    line.add("type", "check")
    line.add("check", verdict.check)
    line.add("summary", verdict.summary)
    switch verdict.outcome {
    case .held: line.add("outcome", "held")
    case .fell: line.add("outcome", "found")
    case .refused(let reason):
      line.add("outcome", "refused")
      line.add("reason", reason)
    case .skipped(let reason):
      line.add("outcome", "skipped")
      line.add("reason", reason)
    }
    return line
  }

  private func line(_ finding: Finding) -> JSONLine {
    var line = JSONLine()
    line.add("type", "finding")
    line.add("check", finding.check)
    line.add("verb", finding.verb?.name)
    line.add("file", finding.fault.place?.file)
    line.add("line", finding.fault.place?.line)
    line.add("kind", finding.fault.kind?.rawValue)
    line.add("reason", finding.fault.reason)
    line.add("at", finding.fault.at)
    line.add("fix", finding.fault.fix)
    line.add("replay", finding.fault.replay)
    return line
  }

  private func line(_ verdicts: [Verdict], findings: Int) -> JSONLine {
    let (held, refused, skipped) = Self.counts(verdicts)
    var line = JSONLine()
    line.add("type", "verdict")
    line.add("policy", policy)
    line.add("findings", findings)
    line.add("held", held)
    line.add("refused", refused)
    line.add("skipped", skipped)
    return line
  }
}
