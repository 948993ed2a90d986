import Core
import Results

extension FigureArtist {
  /// Cumulative regret over requests, with bands, and guide lines that grow as √T and as T.
  ///
  /// Both axes are logarithmic, so that a power of T is a straight line; linear if a policy ends below zero. nil if the
  /// trace has no rewards, or no curve is stored.
  func regret(_ board: Board, _ bands: [Int: CurveBand]) -> Figure? {
    let checkpoints = manifest.traces[board.trace].checkpoints
    let rows = board.standings.rows.filter { bands[$0.policy]?.count ?? 0 > 0 }
    guard board.hasRewards, rows.contains(where: { $0.rank != nil }), let end = checkpoints.last else { return nil }
    let finals = rows.map { bands[$0.policy]!.mean.last! }
    let isLog = zip(rows, finals).allSatisfy { $0.rank == nil || $1 > 0 }
    let start = isLog ? max(1, end / 500) : 0
    let shown = checkpoints.indices.filter { checkpoints[$0] >= start }
    let data = curveData(rows, bands, checkpoints, shown)
    let axis = regretAxis(rows, bands, shown, isLog)
    let ends = zip(rows, finals).filter { !isLog || $1 >= axis.low }.map { (styles[$0.policy], $1) }
    let guides = Guides(
      start: Double(checkpoints[shown[0]]), end: Double(end), level: Self.middle(rows, bands, at: shown[0]))
    let x = VegaLite.number(
      "requests", title: "requests",
      [
        "scale": [
          "type": isLog ? "log" : "linear", "domain": [.integer(checkpoints[shown[0]]), .integer(end)],
          "nice": false,
        ],
        "axis": requestAxis(Double(checkpoints[shown[0]]), Double(end), isLog),
      ])
    let y = VegaLite.number(
      "regret", title: "cumulative regret (utility)",
      [
        "scale": axis.scale,
        "axis": isLog ? ["values": VegaLite.numbers(LabelledAxis.logTicks(axis.low, axis.high))] : [:],
      ])
    let values = plotted(data, above: isLog ? axis.low : nil)
    let colour = VegaLite.colour(styles)
    var layers: [JSONValue] = guides.layers(x: x, y: y, axis)
    if rows.contains(where: { bands[$0.policy]!.count > 1 }) {
      layers.append([
        "data": VegaLite.data(values),
        "mark": ["type": "area", "opacity": .number(rows.count > 8 ? 0.08 : 0.14), "clip": true],
        "encoding": ["x": x, "y": ["field": "low", "type": "quantitative"], "y2": ["field": "high"], "color": colour],
      ])
    }
    layers.append([
      "data": VegaLite.data(values), "mark": ["type": "line", "strokeWidth": 1.8, "clip": true, "tooltip": true],
      "encoding": ["x": x, "y": y, "color": colour, "strokeDash": VegaLite.dash(styles)],
    ])
    layers += axis.labels(ends, all: styles)
    let count = board.standings.replicates.count
    let left = zip(rows, finals).filter { isLog && $1 < axis.low }.map { styles[$0.0.policy].label }
    let parts = rows.indices.map { "\(rows[$0].name) \(fixed(finals[$0], 1))" }.joined(separator: ", ")
    let alternative = "Lines of cumulative regret over requests. After \(grouped(end)) requests: \(parts)."
    return Figure(
      slug: Self.slug("regret", board.name), title: "Cumulative regret, \(board.name)",
      caption: "Cumulative regret against the best fixed resident set on \(board.name), in utility: mean over "
        + Self.replicates(count) + (count > 1 ? "; bands: 95 % intervals of the mean (Student's t)" : "")
        + ". Grey: what grows as √T and as T" + (isLog ? "; both axes are logarithmic" : "") + "."
        + (left.isEmpty ? "" : " Too low for the axis: \(left.joined(separator: ", "))."),
      alternative: alternative,
      specification: VegaLite.layered(alternative, height: .number(axis.height), layers), data: data)
  }

  /// The median over ranked policies of the mean regret at a checkpoint.
  private static func middle(_ rows: [Standings.Row], _ bands: [Int: CurveBand], at checkpoint: Int) -> Double {
    let values = rows.filter { $0.rank != nil }.map { bands[$0.policy]!.mean[checkpoint] }.sorted()
    return values[values.count / 2]
  }

  private func curveData(
    _ rows: [Standings.Row], _ bands: [Int: CurveBand], _ checkpoints: [Int], _ shown: [Int]
  ) -> FigureData {
    var data = FigureData(["policy", "requests", "regret", "low", "high", "replicates"])
    for row in rows {
      let band = bands[row.policy]!
      let halves = band.halfWidths
      for i in shown {
        let low = halves.isEmpty ? JSONValue.null : .number(rounded(band.mean[i] - halves[i]))
        let high = halves.isEmpty ? JSONValue.null : .number(rounded(band.mean[i] + halves[i]))
        data.add([
          .string(row.name), .integer(checkpoints[i]), .number(rounded(band.mean[i])), low, high, .integer(band.count),
        ])
      }
    }
    return data
  }

  /// To six digits: curves are stored with seven.
  private func rounded(_ value: Double) -> Double {
    guard value != 0, value.isFinite else { return value }
    var scale = 1.0
    while abs(value) * scale < 1e5 { scale *= 10 }
    return (value * scale).rounded() / scale
  }

  private func regretAxis(
    _ rows: [Standings.Row], _ bands: [Int: CurveBand], _ shown: [Int], _ isLog: Bool
  ) -> LabelledAxis {
    let means = rows.filter { $0.rank != nil || !isLog }.flatMap { row in shown.map { bands[row.policy]!.mean[$0] } }
    let high = means.max()!
    guard isLog else {
      let low = min(0, means.min()!)
      return LabelledAxis(isLogarithmic: false, low: low, high: high + (high - low) * 0.15, labels: rows.count)
    }
    let positive = means.filter { $0 > 0 }.min() ?? 1
    return LabelledAxis(
      isLogarithmic: true, low: max(positive, high / 3000) / 1.15, high: high * 1.4, labels: rows.count)
  }

  /// Rows as drawn: on a logarithmic axis values below it are left out, and bands end at it.
  private func plotted(_ data: FigureData, above low: Double?) -> JSONValue {
    var values: [JSONValue] = []
    for row in data.rows {
      guard let mean = row[2].number, low == nil || mean >= low! else { continue }
      var members: [JSONValue.Member] = [
        .init("policy", .string(labels[row[0].string ?? ""] ?? "")), .init("requests", row[1]), .init("regret", row[2]),
      ]
      if let below = row[3].number {
        members += [.init("low", .number(low.map { max($0, below) } ?? below)), .init("high", row[4])]
      }
      values.append(.object(members))
    }
    return .array(values)
  }

  private func requestAxis(_ low: Double, _ high: Double, _ isLog: Bool) -> JSONValue {
    isLog
      ? ["values": VegaLite.numbers(LabelledAxis.logTicks(low, high)), "format": ",~r", "grid": false]
      : ["format": ",~r", "grid": false]
  }
}

/// Lines from one point near the start that grow as √T and as T: a policy's regret usually lies between them.
private struct Guides {
  let start: Double
  let end: Double
  /// The start of both.
  let level: Double

  func layers(x: JSONValue, y: JSONValue, _ axis: LabelledAxis) -> [JSONValue] {
    guard level > 0, end > start else { return [] }
    let from = max(start, 1)
    return [("√T", 0.5), ("T", 1.0)].flatMap { name, power -> [JSONValue] in
      // Up to the end of the axis.
      let last = min(end, from * Core.power(axis.high * 0.92 / level, 1 / power))
      let points = (0...32).map { place -> JSONValue in
        let share = Double(place) / 32
        let t = axis.isLogarithmic ? from * Core.power(last / from, share) : from + (last - from) * share
        return ["requests": .number(t), "regret": .number(level * Core.power(t / from, power))]
      }
      let isSteep = power == 1
      return [
        [
          "data": VegaLite.data(.array(points)),
          "mark": ["type": "line", "color": .string(VegaLite.quiet), "strokeWidth": 1, "opacity": 0.8, "clip": true],
          "encoding": ["x": x, "y": y],
        ],
        [
          "data": VegaLite.data([points[32]]),
          "mark": [
            "type": "text", "text": .string(name), "color": .string(VegaLite.quiet), "align": "right",
            "dx": isSteep ? -7 : -3, "dy": isSteep ? 2 : 11, "fontStyle": "italic", "fontSize": 12,
          ],
          "encoding": ["x": x, "y": y],
        ],
      ]
    }
  }
}
