import Core
import Reports
import Twin

/// The report of a fit: coefficients, residuals, rows left out, and values that were not measured.
package struct TwinFitReport {
  private let result: TwinFit.Result
  private let table: BatchTable

  package init(_ result: TwinFit.Result, table: BatchTable) {
    self.result = result
    self.table = table
  }

  package var lines: [String] {
    var lines = coefficients.lines + [""] + residuals.lines + [""]
    lines.append("taken from the profile: " + result.taken.joined(separator: "; "))
    lines += rows("marked as another server than they say, left out", result.dirty)
    lines += rows("no factor on its steps made the twin meet it, left out", result.unmet)
    return lines
  }

  private var coefficients: Table {
    var table = Table(["term", "ms", "for each"])
    for term in StepTerm.allCases where result.profile.steps[term] > 0 {
      table.add([term.rawValue, "\(result.profile.steps[term])", term.meaning])
    }
    for load in result.profile.loads {
      table.add(["load", "\(load.millis)", "adapter of rank \(load.adapterRank) in a slot of rank \(load.slotRank)"])
    }
    return table
  }

  private var residuals: Table {
    var table = Table(["mean step, residuals", "rows", "MAPE %", "bias %"])
    for part in result.base + [result.steps].compactMap({ $0 }) + result.runs {
      table.add([part.name, String(part.rows), fixed(part.mape, 2), fixed(part.bias, 2)])
    }
    return table
  }

  private func rows(_ why: String, _ rows: [Int]) -> [String] {
    rows.map { row in "\(table.places[row].described): \(why)" }
  }

  /// Errors of groups that were left out of the fit.
  package static func lines(_ left: TwinFit.LeftOut) -> [String] {
    ["", "each group played with coefficients fitted without it:"] + TwinValidationReport(left.validation).lines
  }
}
