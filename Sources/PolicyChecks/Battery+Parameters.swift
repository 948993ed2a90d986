import Core

extension Battery {
  /// Runs the first requests of `plain` with each parameter at the ends of its range, the others as given.
  func parameters() -> Verdict.Outcome {
    let parameters = candidate.card.parameters
    if parameters.isEmpty { return .skipped("it has none") }
    let start = Situation("plain", "its first requests", Ground(requests: 60), capacity: 4)
    for parameter in parameters {
      for value in parameter.range.corners {
        let set = candidate.setting(parameter.name, to: value)
        let play = play(start, set)
        guard let fault = play.fault else { continue }
        var finding = Battery(set).finding(fault, of: play, in: start, check: "parameters")
        finding.fault.at = "\(parameter.name)=\(value)" + (finding.fault.at.map { ", \($0)" } ?? "")
        return .fell(finding)
      }
    }
    return .held
  }
}

extension Parameter.Range {
  /// The ends of the range as they would be typed; ends that only mean "any number" are left out.
  var corners: [String] {
    switch self {
    case .number(let bounds): Self.ends(bounds)
    case .integer(let bounds): Self.ends(bounds)
    case .flag: ["false", "true"]
    case .choice(let words): words
    case .numberOrChoice(let bounds, let words): Self.ends(bounds) + words
    case .integerOrChoice(let bounds, let words): Self.ends(bounds) + words
    case .text: []
    }
  }

  private static func ends(_ bounds: ClosedRange<Double>) -> [String] {
    [bounds.lowerBound, bounds.upperBound].filter { abs($0) <= 1e6 }.map { "\($0)" }
  }

  private static func ends(_ bounds: ClosedRange<Int>) -> [String] {
    [bounds.lowerBound, bounds.upperBound].filter { $0.magnitude <= 10_000 }.map { "\($0)" }
  }
}
