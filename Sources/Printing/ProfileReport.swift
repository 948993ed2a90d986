import Core
import Paging

/// The output of `profile fit` and `profile probe`.
package enum ProfileReport {
  /// Writes the profile to a new file or to stdout, with its residuals as comments before it. If it went to a file,
  /// prints the residuals as a table on stdout. With `json`, prints one JSON object.
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
