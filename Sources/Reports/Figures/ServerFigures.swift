import Core

/// The data of a simulated server for figures.
public struct ServerRecord: Sendable {
  /// Gauges over one stretch of time.
  public struct Stretch: Sendable {
    public var startSeconds: Double
    public var running: Double
    public var waiting: Double
    /// 0 … 1.
    public var kvUse: Double

    public init(startSeconds: Double, running: Double, waiting: Double, kvUse: Double) {
      self.startSeconds = startSeconds
      self.running = running
      self.waiting = waiting
      self.kvUse = kvUse
    }
  }

  /// The service of one adapter.
  public struct AdapterWait: Sendable {
    public var rate: Double
    public var longestSeconds: Double
    public var isStarved: Bool

    public init(rate: Double, longestSeconds: Double, isStarved: Bool) {
      self.rate = rate
      self.longestSeconds = longestSeconds
      self.isStarved = isStarved
    }
  }

  /// As in titles: "llama-3.1-8b, 64 adapters in 32 slots".
  public var name: String
  public var stretches: [Stretch]
  /// By number.
  public var adapters: [AdapterWait]
  /// Times to the first token, rising, each with the share of requests up to it.
  public var firstTokens: [(seconds: Double, share: Double)]
  public var finished: Int

  public init(
    name: String, stretches: [Stretch], adapters: [AdapterWait], firstTokens: [(seconds: Double, share: Double)],
    finished: Int
  ) {
    self.name = name
    self.stretches = stretches
    self.adapters = adapters
    self.firstTokens = firstTokens
    self.finished = finished
  }
}

/// The figures of a simulated server: its gauges over time, waiting times of adapters, and times to the first token.
public struct ServerFigures: Sendable {
  private static let served = "#359bd9"
  private static let starved = "#a65706"

  private let record: ServerRecord

  public init(_ record: ServerRecord) { self.record = record }

  public var all: [Figure] { [gauges, waits, firstTokens] }

  private var name: String { shown(record.name) }

  /// Running and waiting requests and the KV cache, one below the other.
  private var gauges: Figure {
    var data = FigureData(["seconds", "running", "waiting", "kv_use"])
    for one in record.stretches {
      data.add([.number(one.startSeconds), .number(one.running), .number(one.waiting), .number(one.kvUse)])
    }
    let panels = [
      ("running", "running requests", ",~r"), ("waiting", "waiting requests", ",~r"), ("kv_use", "KV cache used", "~%"),
    ]
    let views = panels.enumerated().map { place, panel -> JSONValue in
      let isLast = place == panels.count - 1
      return [
        "width": .integer(VegaLite.width), "height": 130,
        "mark": ["type": "line", "interpolate": "step-after", "color": .string(Self.served), "strokeWidth": 1.6],
        "encoding": [
          "x": VegaLite.number(
            "seconds", title: isLast ? "seconds" : nil,
            ["scale": ["nice": false], "axis": ["grid": false, "format": ",~r", "labels": .flag(isLast)]]),
          "y": VegaLite.number(
            panel.0, title: panel.1, ["scale": ["zero": true], "axis": ["format": .string(panel.2)]]),
        ],
      ]
    }
    let most = { (value: (ServerRecord.Stretch) -> Double) in record.stretches.map(value).max() ?? 0 }
    let alternative =
      "Lines over time. At most \(fixed(most(\.running), 1)) requests run, \(fixed(most(\.waiting), 1)) wait, and "
      + "\(fixed(100 * most(\.kvUse), 1)) % of the KV cache is used."
    return Figure(
      slug: "gauges", title: "Gauges over time, \(name)",
      caption: "Running and waiting requests and the share of the KV cache in use: means over each of n = "
        + "\(grouped(record.stretches.count)) stretches of one run.",
      alternative: alternative,
      specification: VegaLite.chart(
        alternative, ["data": VegaLite.data(data.values([:])), "vconcat": .array(views), "spacing": 12]),
      data: data)
  }

  /// The longest wait of each adapter.
  private var waits: Figure {
    var data = FigureData(["adapter", "rate", "longest_wait_s", "starved"])
    for (number, one) in record.adapters.enumerated() {
      data.add([
        .integer(number), .number(one.rate), .number(one.longestSeconds), .string(one.isStarved ? "starved" : "served"),
      ])
    }
    let count = record.adapters.count { $0.isStarved }
    let longest = record.adapters.map(\.longestSeconds).max() ?? 0
    let alternative =
      "Points of the longest wait of each adapter: \(fixed(longest, 2)) s at most; \(grouped(count)) of "
      + "\(grouped(record.adapters.count)) adapters are starved."
    let colour: JSONValue = [
      "field": "starved", "type": "nominal", "title": .null,
      "scale": ["domain": ["served", "starved"], "range": [.string(Self.served), .string(Self.starved)]],
    ]
    return Figure(
      slug: "adapter-waits", title: "Longest wait of each adapter, \(name)",
      caption:
        "The longest that a request waited for its first step, n = \(grouped(record.adapters.count)) adapters of one "
        + "run. Starved: a tenth or more of the tokens that an adapter's requests asked for were not served.",
      alternative: alternative,
      specification: VegaLite.chart(
        alternative,
        [
          "width": .integer(VegaLite.width), "height": 260, "data": VegaLite.data(data.values([:])),
          "mark": ["type": "point", "filled": true, "size": 36, "opacity": 0.9, "tooltip": true],
          "encoding": [
            "x": VegaLite.number("adapter", title: "adapter", ["axis": ["grid": false, "format": ",~r"]]),
            "y": VegaLite.number("longest_wait_s", title: "longest wait (s)", ["scale": ["zero": true]]),
            "color": colour,
            "shape": [
              "field": "starved", "type": "nominal", "title": .null,
              "scale": ["domain": ["served", "starved"], "range": ["circle", "triangle-up"]],
            ],
          ],
        ]),
      data: data)
  }

  /// The share of requests that have their first token by a time.
  private var firstTokens: Figure {
    var data = FigureData(["ttft_ms", "share"])
    for one in record.firstTokens { data.add([.number(1000 * one.seconds), .number(one.share)]) }
    let half = record.firstTokens.first { $0.share >= 0.5 }?.seconds
    let alternative =
      "A line of the share of requests against the time to the first token."
      + (half.map { " Half of them have it after \(fixed(1000 * $0, 1)) ms." } ?? "")
    return Figure(
      slug: "first-token", title: "Time to the first token, \(name)",
      caption: "The share of requests that have their first token by a time, n = \(grouped(record.finished)) finished "
        + "requests of one run; as the server gives tokens.",
      alternative: alternative,
      specification: VegaLite.chart(
        alternative,
        [
          "width": .integer(VegaLite.width), "height": 260, "data": VegaLite.data(data.values([:])),
          "mark": ["type": "line", "interpolate": "step-after", "color": .string(Self.served), "strokeWidth": 1.8],
          "encoding": [
            "x": VegaLite.number(
              "ttft_ms", title: "time to the first token (ms)",
              ["scale": ["type": "log", "nice": false], "axis": ["format": ",~r"]]),
            "y": VegaLite.number(
              "share", title: "share of requests", ["scale": ["domain": [0, 1]], "axis": ["format": "~%"]]),
          ],
        ]),
      data: data)
  }
}
