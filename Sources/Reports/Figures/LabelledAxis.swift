import Core

/// A vertical axis whose lines are labelled at their right ends, without overlapping labels.
struct LabelledAxis {
  let isLogarithmic: Bool
  let low: Double
  let high: Double
  let height: Double

  /// - Parameter labels: The number of labels; the axis is at least as high as they need.
  init(isLogarithmic: Bool, low: Double, high: Double, labels: Int) {
    self.isLogarithmic = isLogarithmic
    self.low = low
    self.high = high > low ? high : low + 1
    height = max(320, VegaLite.lineHeight * Double(labels) + 10)
  }

  /// The scale of a Vega-Lite channel.
  var scale: JSONValue {
    let domain = VegaLite.numbers([low, high])
    return isLogarithmic
      ? ["type": "log", "domain": domain, "nice": false]
      : ["type": "linear", "domain": domain, "nice": false, "zero": false]
  }

  /// The position of a value, in pixels from the top.
  func pixel(_ value: Double) -> Double {
    let share =
      isLogarithmic
      ? (naturalLog(value) - naturalLog(low)) / (naturalLog(high) - naturalLog(low))
      : (value - low) / (high - low)
    return height * (1 - min(max(share, 0), 1))
  }

  /// Round numbers for a logarithmic axis: 1, 2 and 5 times powers of ten; only powers of ten if there are many.
  static func logTicks(_ low: Double, _ high: Double) -> [Double] {
    var ticks: [Double] = []
    var power = 1.0
    while power > low { power /= 10 }
    while power * 10 <= low { power *= 10 }
    let isWide = high / low > 2000
    while power <= high {
      for factor in isWide ? [1.0] : [1, 2, 5] where power * factor >= low && power * factor <= high {
        ticks.append(power * factor)
      }
      power *= 10
    }
    return ticks
  }

  /// Layers that write each label beside the end of its line, connected by a stroke in the line's style.
  func labels(_ ends: [(style: PolicyStyle, value: Double)], all styles: [PolicyStyle]) -> [JSONValue] {
    let places = Self.spread(ends.map { pixel($0.value) }, apart: VegaLite.lineHeight - 1, height: height)
    let values = JSONValue.array(
      zip(ends, places).map { end, place in
        ["policy": .string(end.style.label), "from": .number(pixel(end.value)), "to": .number(place)]
      })
    let colour = VegaLite.colour(styles)
    let x = JSONValue.integer(VegaLite.width + 2)
    let end = JSONValue.integer(VegaLite.width + 14)
    let far = JSONValue.integer(VegaLite.width + 40)
    let text = JSONValue.integer(VegaLite.width + 44)
    func y(_ field: String) -> JSONValue { ["field": .string(field), "type": "quantitative", "scale": .null] }
    return [
      [
        "data": VegaLite.data(values), "mark": ["type": "rule", "strokeWidth": 0.8],
        "encoding": ["x": ["value": x], "x2": ["value": end], "y": y("from"), "y2": ["field": "to"], "color": colour],
      ],
      [
        "data": VegaLite.data(values), "mark": ["type": "rule", "strokeWidth": 2],
        "encoding": [
          "x": ["value": end], "x2": ["value": far], "y": y("to"), "color": colour, "strokeDash": VegaLite.dash(styles),
        ],
      ],
      [
        "data": VegaLite.data(values), "mark": ["type": "text", "align": "left", "baseline": "middle"],
        "encoding": ["x": ["value": text], "y": y("to"), "text": ["field": "policy"]],
      ],
    ]
  }

  /// Moves positions as little as possible so that all are at least `apart`, within 0 … height if they fit.
  ///
  /// Neighbours that would overlap form a block around the mean of their targets; blocks that overlap are joined.
  static func spread(_ wanted: [Double], apart: Double, height: Double) -> [Double] {
    struct Block {
      var first: Int
      var count: Int
      /// Sum over members of the target position of the block's first.
      var sum: Double
    }
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    func start(_ block: Block) -> Double {
      let room = height - Double(block.count - 1) * apart
      return min(max(block.sum / Double(block.count), 0), max(room, 0))
    }
    var blocks: [Block] = []
    for (place, index) in order.enumerated() {
      blocks.append(Block(first: place, count: 1, sum: wanted[index]))
      while blocks.count > 1 {
        let last = blocks[blocks.count - 1]
        let before = blocks[blocks.count - 2]
        guard start(before) + Double(before.count) * apart > start(last) else { break }
        blocks.removeLast(2)
        blocks.append(
          Block(
            first: before.first, count: before.count + last.count,
            sum: before.sum + last.sum - Double(last.count * before.count) * apart))
      }
    }
    var places = wanted
    for block in blocks {
      for offset in 0..<block.count { places[order[block.first + offset]] = start(block) + Double(offset) * apart }
    }
    return places
  }
}
