import Core
import Results

extension FigureArtist {
  /// The critical difference diagram [Demsar2006, Fig. 1]: policies at their mean ranks, bars over those that do not
  /// differ; nil with fewer than two boards or policies.
  func criticalDifference() -> Figure? {
    guard let friedman = leaderboard.friedman, let nemenyi = leaderboard.nemenyi else { return nil }
    let ranks = friedman.meanRanks
    let order = ranks.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
    let names = leaderboard.policies.map { manifest.policies[$0].name }
    var data = FigureData(["policy", "mean_rank", "groups"])
    for place in order {
      let groups = nemenyi.groups.indices.filter { nemenyi.groups[$0].contains(place) }.map { String($0 + 1) }
      data.add([.string(names[place]), .number(ranks[place]), .string(groups.joined(separator: " "))])
    }
    let diagram = RankDiagram(
      ranks: order.map { ranks[$0] }, labels: order.map { styles[leaderboard.policies[$0]].label },
      groups: nemenyi.groups.map { group in
        let values = group.map { ranks[$0] }
        return (values.min()!, values.max()!)
      },
      criticalDifference: nemenyi.criticalDifference)
    let parts = order.map { "\(names[$0]) \(fixed(ranks[$0], 2))" }.joined(separator: ", ")
    let alternative = "Mean ranks, best first: \(parts). Critical difference \(fixed(nemenyi.criticalDifference, 2))."
    return Figure(
      slug: "critical-difference", title: "Critical difference diagram",
      caption: "Mean rank by net reward over n = \(friedman.boards) boards; 1 is best. Policies under one bar do not "
        + "differ by more than the critical difference, \(fixed(nemenyi.criticalDifference, 2)) ranks (Nemenyi, 5 %).",
      alternative: alternative, specification: diagram.specification(alternative, colour: VegaLite.colour(styles)),
      data: data)
  }
}

/// Positions of the parts of a critical difference diagram, in pixels below the axis.
private struct RankDiagram {
  /// Rising.
  let ranks: [Double]
  let labels: [String]
  let groups: [(low: Double, high: Double)]
  let criticalDifference: Double

  private var count: Int { ranks.count }
  private var leftCount: Int { (count + 1) / 2 }
  private var top: Double { 14 + 9 * Double(groups.count) }
  private var height: Double { top + 18 * Double(leftCount) + 34 }
  private var highest: Double { max(Double(count), 1 + criticalDifference) }

  /// The better half is labelled at the left, best on top; the other at the right, worst on top.
  private func level(_ place: Int) -> Double {
    let line = place < leftCount ? place : count - 1 - place
    return top + 18 * Double(line) + 8
  }

  func specification(_ alternative: String, colour: JSONValue) -> JSONValue {
    let x = VegaLite.number(
      "rank", title: "mean rank",
      [
        "scale": ["domain": VegaLite.numbers([1, highest]), "nice": false, "zero": false],
        "axis": [
          "orient": "top", "grid": false, "values": .array((1...Int(highest)).map(JSONValue.integer)), "format": "d",
        ],
      ])
    func y(_ field: String) -> JSONValue {
      VegaLite.number(
        field, ["scale": ["domain": VegaLite.numbers([0, height]), "reverse": true, "nice": false], "axis": .null])
    }
    let values = VegaLite.data(
      .array(
        ranks.indices.map { place in
          [
            "policy": .string(labels[place]), "rank": .number(ranks[place]), "level": .number(level(place)), "axis": 0,
            "end": place < leftCount ? 0 : .integer(VegaLite.width), "text": .string(label(place)),
          ]
        }))
    let halves: [JSONValue] = [true, false].flatMap { isLeft -> [JSONValue] in
      let half: JSONValue = ["filter": isLeft ? "datum.end === 0" : "datum.end > 0"]
      let edge = JSONValue.integer(isLeft ? -4 : VegaLite.width + 4)
      let text = JSONValue.integer(isLeft ? -8 : VegaLite.width + 8)
      return [
        [
          "data": values, "transform": [half], "mark": ["type": "rule", "strokeWidth": 1.5],
          "encoding": ["x": x, "x2": ["value": edge], "y": y("level"), "color": colour],
        ],
        [
          "data": values, "transform": [half],
          "mark": ["type": "text", "align": isLeft ? "right" : "left", "baseline": "middle", "limit": 260],
          "encoding": ["x": ["value": text], "y": y("level"), "text": ["field": "text"]],
        ],
      ]
    }
    return VegaLite.layered(
      alternative, height: .number(height),
      [
        [
          "data": values, "mark": ["type": "rule", "strokeWidth": 1.5],
          "encoding": ["x": x, "y": y("axis"), "y2": ["field": "level"], "color": colour],
        ]
      ] + halves + bars(x, y) + scale(x, y))
  }

  private func label(_ place: Int) -> String {
    let rank = fixed(ranks[place], 2)
    return place < leftCount ? "\(labels[place])  \(rank)" : "\(rank)  \(labels[place])"
  }

  private func bars(_ x: JSONValue, _ y: (String) -> JSONValue) -> [JSONValue] {
    guard !groups.isEmpty else { return [] }
    let margin = (highest - 1) * 0.006
    let values = groups.enumerated().map { place, group -> JSONValue in
      [
        "rank": .number(max(1, group.low - margin)), "high": .number(min(highest, group.high + margin)),
        "level": .number(11 + 9 * Double(place)),
      ]
    }
    return [
      [
        "data": VegaLite.data(.array(values)),
        "mark": ["type": "rule", "strokeWidth": 4, "color": .string(VegaLite.ink), "strokeCap": "round"],
        "encoding": ["x": x, "x2": ["field": "high"], "y": y("level")],
      ]
    ]
  }

  /// The critical difference to scale, at the bottom.
  private func scale(_ x: JSONValue, _ y: (String) -> JSONValue) -> [JSONValue] {
    let values = VegaLite.data([["rank": 1, "high": .number(1 + criticalDifference), "level": .number(height - 8)]])
    return [
      [
        "data": values, "mark": ["type": "rule", "strokeWidth": 2, "color": .string(VegaLite.quiet)],
        "encoding": ["x": x, "x2": ["field": "high"], "y": y("level")],
      ],
      [
        "data": values,
        "mark": [
          "type": "text", "align": "left", "baseline": "middle", "dx": 6, "color": .string(VegaLite.quiet),
          "text": .string("critical difference \(fixed(criticalDifference, 2))"),
        ],
        "encoding": [
          "x": criticalDifference > 0.7 * (highest - 1) ? x : VegaLite.number("high", title: "mean rank"),
          "y": y("level"),
          "yOffset": ["value": criticalDifference > 0.7 * (highest - 1) ? -11 : 0],
        ],
      ],
    ]
  }
}
