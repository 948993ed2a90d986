import Core
import Reports
import Twin

/// The report of a validation: each model's rows by metric, then throughput by regime and group.
package struct TwinValidationReport {
  /// Rows with a common name.
  private struct Part {
    var model: String
    var name: String
    var rows: [Validation.Row]
  }

  private let validation: Validation

  package init(_ validation: Validation) { self.validation = validation }

  private var models: [String] { unique(validation.rows.map(\.model)) }

  private func unique(_ names: [String]) -> [String] {
    var seen: [String] = []
    for name in names where !seen.contains(name) { seen.append(name) }
    return seen
  }

  /// The parts of a model: clean rows, those starved and not, by regime and by group, and all rows.
  private func parts(of model: String) -> [Part] {
    let all = validation.rows.filter { $0.model == model }
    let clean = all.filter(\.isClean)
    var parts = [
      Part(model: model, name: "clean rows", rows: clean),
      Part(model: model, name: "not starved", rows: clean.filter { $0.isStarved == false }),
      Part(model: model, name: "starved", rows: clean.filter { $0.isStarved == true }),
      Part(model: model, name: "all rows", rows: all),
    ]
    for regime in unique(clean.map(\.regime)).sorted() where !regime.isEmpty {
      parts.append(Part(model: model, name: "regime \(regime)", rows: clean.filter { $0.regime == regime }))
    }
    for group in unique(clean.map(\.group)).sorted() where !group.isEmpty {
      parts.append(Part(model: model, name: group, rows: clean.filter { $0.group == group }))
    }
    return parts
  }

  package var lines: [String] {
    var lines: [String] = []
    for model in models {
      let parts = parts(of: model)
      var table = Table(["\(model), clean rows", "rows", "MAPE %", "half-SMAPE %", "p95 %", "bias %", "sum ratio"])
      for metric in Validation.Metric.allCases {
        guard let errors = Validation.errors(of: metric, in: parts[0].rows) else { continue }
        table.add([metric.rawValue] + fields(errors) + [ratio(errors)])
      }
      lines += table.lines
      if let score = Validation.starvationF1(parts[0].rows) {
        lines.append("starvation macro-F1 \(fixed(score, 4))")
      }
      lines.append("")
      var groups = Table(["total_throughput", "rows", "MAPE %", "half-SMAPE %", "p95 %", "bias %"])
      for part in parts {
        guard let errors = Validation.errors(of: .throughput, in: part.rows) else { continue }
        groups.add([part.name] + fields(errors))
      }
      lines += groups.lines + [""]
    }
    return lines.dropLast()
  }

  private func fields(_ errors: Validation.Errors) -> [String] {
    [
      String(errors.rows), fixed(errors.mape, 2), fixed(errors.halfSMAPE, 2), fixed(errors.p95, 2),
      fixed(errors.bias, 2),
    ]
  }

  private func ratio(_ errors: Validation.Errors) -> String {
    errors.measuredSum > 0 ? fixed(errors.predictedSum / errors.measuredSum, 3) : ""
  }

  package var jsonLines: [String] {
    var lines: [String] = []
    for model in models {
      for part in parts(of: model) {
        for metric in Validation.Metric.allCases {
          guard let errors = Validation.errors(of: metric, in: part.rows) else { continue }
          var line = JSONLine()
          line.add("type", "errors")
          line.add("model", model)
          line.add("rows_of", part.name)
          line.add("metric", metric.rawValue)
          line.add("rows", errors.rows)
          line.add("mape", errors.mape)
          line.add("half_smape", errors.halfSMAPE)
          line.add("p95", errors.p95)
          line.add("bias", errors.bias)
          lines.append(line.text)
        }
        guard let score = Validation.starvationF1(part.rows) else { continue }
        var line = JSONLine()
        line.add("type", "starvation")
        line.add("model", model)
        line.add("rows_of", part.name)
        line.add("macro_f1", score)
        lines.append(line.text)
      }
    }
    return lines
  }
}
