import Core
import Results
import Tournaments

/// Prints the cells of a tournament and their estimated time, from a quick probe of each policy.
package struct DryRun {
  /// The most cells in the text output.
  private static let shownCells = 20

  package let plan: TournamentPlan
  package let jobs: Int
  package let isJSON: Bool

  package init(plan: TournamentPlan, jobs: Int, isJSON: Bool) {
    self.plan = plan
    self.jobs = jobs
    self.isJSON = isJSON
  }

  package func show() throws(Fault) {
    let numbers = plan.cells.numbers(of: plan.manifest.shard)
    let estimate = try TournamentEstimate(plan)
    if isJSON {
      for number in numbers {
        let key = plan.cells.key(of: number)
        var line = JSONLine()
        line.add("type", "planned")
        line.add("cell", plan.cells.id(of: key))
        line.add("seconds", estimate.seconds(of: key))
        Output.line(line.text)
      }
      return
    }
    let shown = numbers.count <= Self.shownCells + 5 ? numbers.count : Self.shownCells
    for number in numbers.prefix(shown) { Output.line(plan.cells.id(of: number)) }
    if shown < numbers.count {
      Output.line("… and \(grouped(numbers.count - shown)) more (--json prints all)")
    }
    // A bound runs only on traces that it supports.
    let played = Set(numbers.map { plan.cells.key(of: $0).policy })
    let bounds = played.count { plan.manifest.policies[$0].isBound }
    let capacities = plan.manifest.traces.reduce(0) { $0 + $1.capacities.count }
    Output.line(
      "\(counted(numbers.count, "cell")): \(counted(played.count - bounds, "policy", "policies")) and "
        + "\(counted(bounds, "bound")), \(counted(plan.manifest.traces.count, "trace")) with "
        + "\(counted(capacities, "capacity", "capacities")) in all, \(counted(plan.grid.replicates, "replicate"))")
    Output.line("about \(Self.duration(estimate.total / Double(jobs))) with \(jobs) worker\(jobs == 1 ? "" : "s")")
  }

  /// One digit, as it is an estimate.
  private static func duration(_ seconds: Double) -> String {
    switch seconds {
    case ..<1: "a second"
    case ..<90: "\(Int(seconds.rounded(.up))) s"
    case ..<5400: "\(Int((seconds / 60).rounded(.up))) min"
    default: "\(Int((seconds / 3600).rounded(.up))) h"
    }
  }
}
