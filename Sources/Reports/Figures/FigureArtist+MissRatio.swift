import Core
import Results

extension FigureArtist {
  /// Miss ratio against capacity, bounds in grey; nil with fewer than two capacities of one unit.
  func missRatio(trace: Int) -> Figure? {
    let capacities = manifest.traces[trace].capacities
    let boards = leaderboard.boards.filter { $0.trace == trace }
    guard boards.count > 1, Set(capacities.map(\.unit)).count == 1 else { return nil }
    let rows = (boards.first { $0.standings.rows.count == boards.map(\.standings.rows.count).max() } ?? boards[0])
      .standings.rows
    let unit = CapacityUnit(capacities)
    var data = FigureData(["policy", "capacity", "unit", "miss_ratio", "low", "high", "replicates"])
    for row in rows {
      for board in boards {
        guard let sample = missRatios(row.policy, board) else { continue }
        let interval = sample.interval()
        data.add([
          .string(row.name), .number(unit.amount(capacities[board.capacity])), .string(unit.name),
          .number(sample.mean), interval.map { .number(max(0, $0.lowerBound)) } ?? .null,
          interval.map { .number(min(1, $0.upperBound)) } ?? .null, .integer(sample.count),
        ])
      }
    }
    let amounts = boards.map { unit.amount(capacities[$0.capacity]) }.sorted()
    guard let first = amounts.first, let last = amounts.last, first < last else { return nil }
    let highest = data.rows.compactMap { $0[5].number ?? $0[3].number }.max() ?? 1
    let axis = LabelledAxis(isLogarithmic: false, low: 0, high: min(1, max(highest * 1.03, 0.01)), labels: rows.count)
    let ends = rows.compactMap { row in
      data.rows.last { $0[0].string == row.name && $0[1].number == last }
        .flatMap { $0[3].number.map { (styles[row.policy], $0) } }
    }
    let x = VegaLite.number(
      "capacity", title: "capacity (\(unit.name))",
      [
        "scale": [
          "type": last / first > 12 ? "log" : "linear", "domain": VegaLite.numbers([first, last]), "nice": false,
        ],
        "axis": ["values": VegaLite.numbers(amounts), "format": ",~r", "grid": false],
      ])
    let y = VegaLite.number(
      "miss_ratio", title: "miss ratio (% of requests)", ["scale": axis.scale, "axis": ["format": "~%"]])
    let colour = VegaLite.colour(styles)
    let values = VegaLite.data(data.values(labels))
    let layers: [JSONValue] = [
      [
        "data": values, "mark": ["type": "area", "opacity": .number(rows.count > 8 ? 0.08 : 0.14)],
        "encoding": ["x": x, "y": ["field": "low", "type": "quantitative"], "y2": ["field": "high"], "color": colour],
      ],
      [
        "data": values, "mark": ["type": "line", "strokeWidth": 1.8],
        "encoding": ["x": x, "y": y, "color": colour, "strokeDash": VegaLite.dash(styles)],
      ],
      [
        "data": values, "mark": ["type": "point", "filled": true, "size": 45, "opacity": 1, "tooltip": true],
        "encoding": ["x": x, "y": y, "color": colour, "shape": VegaLite.shape(styles)],
      ],
    ]
    let name = manifest.traces[trace].name
    let parts = ends.map { "\($0.0.label) \(fixed(100 * $0.1, 1)) %" }.joined(separator: ", ")
    let alternative = "Lines of the miss ratio against capacity. At \(unit.text(last)): \(parts)."
    let counts = boards.map(\.standings.replicates.count)
    return Figure(
      slug: Self.slug("miss-ratio", name), title: "Miss ratio against capacity, \(name)",
      caption: "Misses of all requests on \(name) against what the GPU holds: mean over "
        + "\(Self.replicates(counts.min() ?? 0)), bands: 95 % intervals of the mean (Student's t). Grey: bounds, which "
        + "are shown the future.",
      alternative: alternative,
      specification: VegaLite.layered(
        alternative, height: .number(axis.height), layers + axis.labels(ends, all: styles)),
      data: data)
  }

  private func missRatios(_ policy: Int, _ board: Board) -> Sample? {
    guard board.standings.row(ofPolicy: policy) != nil else { return nil }
    let values = board.standings.replicates.compactMap { replicate in
      tournament[CellKey(trace: board.trace, capacity: board.capacity, replicate: replicate, policy: policy)]?.missRatio
    }
    return values.isEmpty ? nil : Sample(values)
  }
}

/// The unit of capacities: bytes in the largest unit that leaves no number below one.
private struct CapacityUnit {
  let name: String
  private let size: Double

  init(_ capacities: [Manifest.Capacity]) {
    guard capacities.first?.unit == "bytes" else {
      name = capacities.first?.unit ?? ""
      size = 1
      return
    }
    let least = Double(capacities.map(\.amount).min() ?? 0)
    let units = [("GiB", 0x1p30), ("MiB", 0x1p20), ("KiB", 0x1p10)]
    (name, size) = units.first { least >= $0.1 } ?? ("bytes", 1)
  }

  func amount(_ capacity: Manifest.Capacity) -> Double { Double(capacity.amount) / size }

  func text(_ amount: Double) -> String {
    (amount == amount.rounded() ? grouped(Int(amount)) : fixed(amount, 2)) + " " + name
  }
}
