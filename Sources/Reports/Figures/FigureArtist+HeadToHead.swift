import Core
import Results

extension FigureArtist {
  /// The share of replicates that each policy won against each other; nil with fewer than two policies.
  func headToHead() -> Figure? {
    let policies = leaderboard.policies
    guard policies.count > 1, let standings = leaderboard.standings else { return nil }
    var data = FigureData(["policy", "against", "wins", "ties", "losses", "share"])
    for (i, a) in policies.enumerated() {
      for (j, b) in policies.enumerated() where i != j {
        let record = leaderboard.headToHead.records[i][j]
        let games = record.wins + record.ties + record.losses
        let share = games == 0 ? 0.5 : (Double(record.wins) + 0.5 * Double(record.ties)) / Double(games)
        data.add([
          .string(manifest.policies[a].name), .string(manifest.policies[b].name), .integer(record.wins),
          .integer(record.ties), .integer(record.losses), .number(share),
        ])
      }
    }
    let order = JSONValue.array(policies.map { .string(styles[$0].label) })
    let x: JSONValue = [
      "field": "against", "type": "nominal", "title": .null, "sort": .null, "scale": ["domain": order],
      "axis": ["orient": "top", "labelAngle": -40, "ticks": false, "domain": false, "labelPadding": 4],
    ]
    let y: JSONValue = [
      "field": "policy", "type": "nominal", "title": .null, "sort": .null, "scale": ["domain": order],
      "axis": ["ticks": false, "domain": false, "labelPadding": 6],
    ]
    let layers: [JSONValue] = [
      [
        "mark": ["type": "rect", "stroke": .string(VegaLite.paper), "strokeWidth": 1, "tooltip": true],
        "encoding": [
          "x": x, "y": y,
          "color": VegaLite.number(
            "share",
            [
              "scale": [
                "domain": [0, 0.5, 1], "range": ["#b5610f", "#f4f4f4", "#2468a8"], "interpolate": "rgb",
              ], "legend": .null,
            ]),
        ],
      ],
      [
        "mark": ["type": "text", "fontSize": 10],
        "encoding": [
          "x": x, "y": y, "text": VegaLite.number("share", ["format": ".0%"]),
          "color": ["condition": ["test": "abs(datum.share - 0.5) > 0.43", "value": "#fefefe"], "value": "#111111"],
        ],
      ],
    ]
    let games = standings.replicates.count
    let parts = policies.enumerated().map { i, policy in
      let records = leaderboard.headToHead.records[i]
      return "\(manifest.policies[policy].name) won \(grouped(records.reduce(0) { $0 + $1.wins })) and lost "
        + grouped(records.reduce(0) { $0 + $1.losses })
    }
    let alternative = "A matrix of how often each policy earned more than each other. \(parts.joined(separator: "; "))."
    let boards = leaderboard.boards.count
    return Figure(
      slug: "head-to-head", title: "Head to head",
      caption: "In how many replicates the policy at the left earned more than the one above, draws as halves: n = "
        + "\(Self.replicates(games)) on \(boards == 1 ? "the board" : "each of \(boards) boards"). "
        + "Blue: more than half; brown: fewer.",
      alternative: alternative,
      specification: VegaLite.chart(
        alternative,
        [
          "width": ["step": 38], "height": ["step": 24], "data": VegaLite.data(data.values(labels)),
          "layer": .array(layers),
        ]),
      data: data)
  }
}
