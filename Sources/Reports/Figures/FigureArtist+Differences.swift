import Core
import Results

extension FigureArtist {
  /// The difference of each policy to the reference, with intervals; nil if no policy is compared with it.
  ///
  /// - Parameter board: nil for standings over all boards.
  func differences(_ standings: Standings, on board: Board?) -> Figure? {
    let rows = standings.rows.filter { $0.overReference != nil }
    guard let reference = standings.reference.map({ standings.ranking.policies[$0] }), !rows.isEmpty else { return nil }
    let data = differenceData(rows)
    let place = board?.name ?? "all boards"
    let title = board == nil ? "net reward for each request, less that of" : "net reward less that of"
    let label = labels[reference] ?? reference
    let x = VegaLite.number(
      "difference", title: "\(title) \(label) (utility)",
      [
        "axis": ["tickCount": 8, "format": "+,~r", "labelExpr": "datum.value === 0 ? '0' : datum.label"],
        "scale": ["nice": true],
      ])
    let y = VegaLite.rows(rows.map { styles[$0.policy] })
    let colour = VegaLite.colour(styles)
    let values = VegaLite.data(data.values(labels))
    var layers: [JSONValue] = [
      [
        "data": VegaLite.data([[:]]), "mark": ["type": "rule", "color": .string(VegaLite.quiet), "strokeWidth": 1],
        "encoding": ["x": ["datum": 0]],
      ]
    ]
    if rows.contains(where: { $0.overReference?.interval != nil }) {
      layers.append([
        "data": values, "mark": ["type": "rule", "strokeWidth": 2],
        "encoding": ["y": y, "x": ["field": "low", "type": "quantitative"], "x2": ["field": "high"], "color": colour],
      ])
    }
    let openFill: JSONValue = ["test": "datum.verdict === 'open'", "value": .string(VegaLite.paper)]
    layers.append([
      "data": values,
      "mark": ["type": "point", "size": 65, "opacity": 1, "strokeWidth": 2, "tooltip": true],
      "encoding": [
        "y": y, "x": x, "stroke": colour, "shape": VegaLite.shape(styles),
        "fill": .object([.init("condition", openFill)] + (colour.members ?? [])),
      ],
    ])
    let parts = rows.map { row -> String in
      let difference = row.overReference!
      return
        "\(row.name) \(fixed(difference.mean, board == nil ? 4 : 2))\(difference.verdict == .open ? " (open)" : "")"
    }
    let alternative = "Points and intervals: net reward less that of \(reference). \(parts.joined(separator: ", "))."
    return Figure(
      slug: board.map { Self.slug("differences", $0.name) } ?? "differences",
      title: "Difference to \(reference), \(place)", caption: differenceCaption(standings, reference, place, board),
      alternative: alternative,
      specification: VegaLite.layered(alternative, height: ["step": 23], layers), data: data)
  }

  private func differenceData(_ rows: [Standings.Row]) -> FigureData {
    var data = FigureData([
      "policy", "difference", "low", "high", "p_holm", "method", "verdict", "replicates",
    ])
    for row in rows {
      let difference = row.overReference!
      data.add([
        .string(row.name), .number(difference.mean),
        difference.interval.map { .number($0.lowerBound) } ?? .null,
        difference.interval.map { .number($0.upperBound) } ?? .null, difference.holm.map { .number($0) } ?? .null,
        .string(difference.method.rawValue), .string(difference.verdict.rawValue), .integer(difference.count),
      ])
    }
    return data
  }

  private func differenceCaption(_ standings: Standings, _ reference: String, _ place: String, _ board: Board?)
    -> String
  {
    let count = standings.replicates.count
    let method = count < PairedDifference.fewestResampled ? "Student's t" : "BCa bootstrap"
    return "Net reward\(board == nil ? " for each request" : "") less that of \(reference) in the same replicate, on "
      + "\(place): mean over n = \(Self.replicates(count))"
      + (count > 1 ? " and 95 % interval (\(method)). Hollow: the interval holds zero." : ".")
  }
}
