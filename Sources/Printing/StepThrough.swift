import Core
import Traces

/// Additional output of a step-through.
package enum StepThrough {
  /// Prints the scores of adapters at the steps `shown`: the best five, highest first, ties in rising order.
  package static func scores(of trace: Trace, at shown: ClosedRange<Step>) -> @Sendable (Step, [Double]) -> Void {
    let names = trace.adapters.map(\.name)
    return { step, scores in
      guard shown.contains(step) else { return }
      let best = scores.indices.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }.prefix(5)
      let text = best.map { ($0 < names.count ? names[$0] : "arm \($0 + 1)") + " " + fixed(scores[$0], 4) }
      let rest = scores.count > 5 ? ", … (\(scores.count) in all)" : ""
      Output.line("t \(step)  scores: " + text.joined(separator: ", ") + rest)
    }
  }
}
