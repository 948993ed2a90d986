import Core
import Reports
import Twin

/// The report of a table of optima: the twin's optimum of each case, and the measured one.
package struct OptimaReport {
  private var cases: [(asked: OptimumCase, best: Optimum.Point?, served: Optimum.Point?)] = []

  package init() {}

  /// - Parameters:
  ///   - best: nil if no server of the case starts.
  ///   - served: The best that is not starved; nil if all are.
  package mutating func add(_ one: OptimumCase, best: Optimum.Point?, served: Optimum.Point?) {
    cases.append((one, best, served))
  }

  /// The error of the best throughput, in per cent; nil if one of the two is unknown.
  private static func error(_ asked: OptimumCase, _ best: Optimum.Point?) -> Double? {
    guard let measured = asked.throughput, let best else { return nil }
    return 100 * (best.throughput / measured - 1)
  }

  package var lines: [String] {
    let isMeasured = cases.contains { $0.asked.adapters != nil || $0.asked.throughput != nil }
    var table = Table(
      ["model", "rates and ranks", "adapters", "slots", "tokens/s", "starved"]
        + (isMeasured ? ["measured", "slots", "tokens/s", "error %"] : []), [.left, .left])
    for (asked, best, _) in cases {
      var row = [asked.model, asked.name]
      row +=
        best.map { ["\($0.adapters)", "\($0.slots)", fixed($0.throughput, 1), $0.isStarved ? "yes" : "no"] }
        ?? ["-", "-", "-", "-"]
      if isMeasured {
        row += [
          asked.adapters.map(String.init) ?? "-", asked.slots.map(String.init) ?? "-",
          asked.throughput.map { fixed($0, 1) } ?? "-", Self.error(asked, best).map { fixed($0, 2) } ?? "-",
        ]
      }
      table.add(row)
    }
    return table.lines + summary
  }

  /// Over the measured cases.
  private var summary: [String] {
    let known = cases.filter { $0.asked.adapters != nil }
    let errors = cases.compactMap { Self.error($0.asked, $0.best) }.map(abs)
    guard !known.isEmpty, !errors.isEmpty else { return [] }
    let right = known.count { $0.best?.adapters == $0.asked.adapters }
    let slots = known.count { $0.best?.adapters == $0.asked.adapters && $0.best?.slots == $0.asked.slots }
    return [
      "adapters right in \(right) of \(known.count) cases, slots too in \(slots); throughput off by "
        + "\(fixed(errors.reduce(0, +) / Double(errors.count), 2)) % in the mean, \(fixed(errors.max()!, 2)) % at most"
    ]
  }

  package var jsonLines: [String] {
    cases.map { (asked, best, served) -> String in
      var line = JSONLine()
      line.add("type", "optimum")
      line.add("model", asked.model)
      line.add("rates", asked.rates)
      line.add("ranks", asked.ranks)
      if let best {
        line.add("adapters", best.adapters)
        line.add("slots", best.slots)
        line.add("total_throughput", best.throughput)
        line.add("starved", best.isStarved)
      }
      if let served, best?.isStarved == true {
        line.add("served_adapters", served.adapters)
        line.add("served_slots", served.slots)
        line.add("served_throughput", served.throughput)
      }
      if let adapters = asked.adapters { line.add("measured_adapters", adapters) }
      if let slots = asked.slots { line.add("measured_slots", slots) }
      line.add("measured_throughput", asked.throughput)
      line.add("error_percent", Self.error(asked, best))
      return line.text
    }
  }
}
