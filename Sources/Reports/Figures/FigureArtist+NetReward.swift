import Core
import Results

extension FigureArtist {
  /// The most replicates drawn individually; with more, boxes are clearer.
  private static let mostTicks = 60

  /// The net reward of each policy in each replicate, over boxes of the quartiles.
  func netReward(_ board: Board) -> Figure? {
    let rows = board.standings.rows
    guard rows.count > 0 else { return nil }
    let shown = rows.map { styles[$0.policy] }
    var data = FigureData(["policy", "replicate", "net_reward"])
    for row in rows {
      for (replicate, value) in zip(board.standings.replicates, row.netReward.values) {
        data.add([.string(row.name), .integer(replicate), .number(value)])
      }
    }
    let count = board.standings.replicates.count
    let x = VegaLite.number(
      "net_reward", title: "net reward (utility)",
      ["scale": ["zero": false, "nice": true], "axis": ["tickCount": 8, "format": ",~r"]])
    let y = VegaLite.rows(shown)
    let colour = VegaLite.colour(styles)
    let boxes = VegaLite.data(.array(rows.map { box($0) }))
    var layers: [JSONValue] = [
      [
        "data": boxes, "mark": ["type": "rule", "strokeWidth": 1],
        "encoding": ["y": y, "x": number("low", x), "x2": ["field": "high"], "color": colour],
      ],
      [
        "data": boxes, "mark": ["type": "bar", "height": 13, "opacity": 0.3],
        "encoding": ["y": y, "x": number("q1", x), "x2": ["field": "q3"], "color": colour],
      ],
    ]
    if count <= Self.mostTicks {
      layers.append([
        "data": VegaLite.data(data.values(labels)),
        "mark": ["type": "tick", "thickness": 1, "size": 9, "opacity": 0.65, "tooltip": true],
        "encoding": ["y": y, "x": x, "color": colour],
      ])
    }
    layers.append([
      "data": boxes, "mark": ["type": "tick", "thickness": 2.5, "size": 17, "tooltip": true],
      "encoding": ["y": y, "x": number("median", x), "color": colour],
    ])
    let parts = rows.map { row in
      let ordered = row.netReward.values.sorted()
      return "\(row.name) \(fixed(ordered[0], 1)) to \(fixed(ordered.last!, 1))"
    }
    let alternative = "Net reward over replicates, a row for each policy: \(parts.joined(separator: ", "))."
    let ticks =
      count <= Self.mostTicks ? "Thin strokes: the replicates, n = \(grouped(count))" : "n = \(grouped(count))"
    return Figure(
      slug: Self.slug("net-reward", board.name), title: "Net reward of each replicate, \(board.name)",
      caption: "Net reward (reward less paging and load cost) on \(board.name), in utility. \(ticks); thick: their "
        + "median; box: the middle half; line: all. Rows by falling mean; bounds last, in grey.",
      alternative: alternative,
      specification: VegaLite.layered(alternative, height: ["step": 23], layers), data: data)
  }

  private func box(_ row: Standings.Row) -> JSONValue {
    let ordered = row.netReward.values.sorted()
    func quantile(_ share: Double) -> Double {
      let place = share * Double(ordered.count - 1)
      let below = Int(place)
      let above = min(below + 1, ordered.count - 1)
      return ordered[below] + (ordered[above] - ordered[below]) * (place - Double(below))
    }
    return [
      "policy": .string(styles[row.policy].label), "low": .number(ordered[0]), "q1": .number(quantile(0.25)),
      "median": .number(quantile(0.5)), "q3": .number(quantile(0.75)), "high": .number(ordered.last!),
    ]
  }

  /// The channel of another field on the same scale.
  private func number(_ field: String, _ channel: JSONValue) -> JSONValue {
    .object((channel.members ?? []).map { $0.name == "field" ? .init("field", .string(field)) : $0 })
  }
}
