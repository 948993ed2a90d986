import Core
import Paging

/// How `profile fit` and `profile probe` hand over what they found.
package enum ProfileReport {
  /// The profile to a new file or to stdout, with its residuals before it as comments; the residuals of a profile that
  /// went to a file as a table to stdout, or all in one JSON object.
  package static func write(_ profile: Profile, of events: LoadEvents, to output: String?, json: Bool) throws(Fault) {
    let residuals = events.residuals(of: profile)
    let table = table(residuals, events.measure)
    if let output { try profile.write(to: output, comments: table) }
    if json {
      var line = profile.json
      line.add("residuals", residuals.map { self.line($0, profile.path($0.route)) })
      Output.line(line.text)
    } else if output == nil {
      Output.data(profile.text(comments: table))
    } else {
      for row in table { Output.line(row) }
    }
  }

  package static func table(_ residuals: [LoadEvents.Residual], _ measure: Profile.Measure) -> [String] {
    let size = measure == .rank ? "rank" : "MB"
    let header = ["path", size, "events", "median ms", "fit ms", "residual ms", "typical ms", "worst ms"]
    var rows = [header]
    for residual in residuals {
      rows.append([
        residual.route.rawValue, fixed(residual.size, measure == .rank ? 0 : 1), String(residual.events),
        fixed(residual.medianMillis, 3), fixed(residual.fitMillis, 3),
        fixed(residual.medianMillis - residual.fitMillis, 3), fixed(residual.typicalMillis, 3),
        fixed(residual.worstMillis, 3),
      ])
    }
    return aligned(rows, right: Set(header.indices.dropFirst()))
  }

  private static func line(_ residual: LoadEvents.Residual, _ path: Profile.Path?) -> JSONLine {
    var line = JSONLine()
    line.add("path", residual.route.rawValue)
    line.add(path?.measure.rawValue ?? "size", residual.size)
    line.add("events", residual.events)
    line.add("median_ms", residual.medianMillis)
    line.add("fit_ms", residual.fitMillis)
    line.add("residual_ms", residual.medianMillis - residual.fitMillis)
    line.add("typical_ms", residual.typicalMillis)
    line.add("worst_ms", residual.worstMillis)
    return line
  }
}
