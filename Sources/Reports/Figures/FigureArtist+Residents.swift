import Core
import Results

extension FigureArtist {
  private static let mostPanels = 3
  private static let mostAdapters = 40
  /// The most spells drawn individually, over all panels; with more, time is divided into columns.
  private static let mostSpells = 2000
  /// The most rectangles over all panels.
  private static let mostRectangles = 6000

  /// The resident sets over time, in the first replicate: a panel for the reference, for the best of the others, and
  /// for one that plans; lines mark epochs. nil if no residents are stored.
  func residents(_ board: Board, _ kept: [CellKey: ResidentSpells]) -> Figure? {
    func spells(_ policy: Int) -> ResidentSpells? {
      kept[CellKey(trace: board.trace, capacity: board.capacity, replicate: 0, policy: policy)]
    }
    let panels = panelPolicies(board, spells).map { (policy: $0, spells: spells($0)!) }
    guard let until = panels.map(\.spells.until).max(), until > 0 else { return nil }
    // A scenario may have more adapters at another capacity than the manifest names.
    let count = max(
      manifest.traces[board.trace].adapters.count,
      panels.map { $0.spells.spells.map(\.adapter).max() ?? 0 }.max()! + 1)
    let names = manifest.traces[board.trace].adapters.map(shown)
    func name(_ adapter: Int) -> JSONValue {
      .string(adapter < names.count ? names[adapter] : "adapter \(adapter + 1)")
    }
    let adapters = mostResident(panels.map(\.spells), of: count)
    let isExact = until <= 1 << 20 && panels.reduce(0) { $0 + $1.spells.spells.count } <= Self.mostSpells
    let bins = isExact ? until : max(40, min(240, Self.mostRectangles / max(1, adapters.count * panels.count)))
    var data = FigureData(["policy", "adapter", "first", "end", "share"])
    for panel in panels {
      for adapter in adapters {
        for run in ResidentRuns.of(adapter, in: panel.spells, bins: min(bins, until), until: until) {
          data.add([
            .string(manifest.policies[panel.policy].name), name(adapter),
            .integer(run.first), .integer(run.end), .number(run.share),
          ])
        }
      }
    }
    let sort = JSONValue.array(adapters.map(name))
    let views = panels.enumerated().map { place, panel in
      view(panel.policy, panel.spells, data, sort, until: until, isLast: place == panels.count - 1)
    }
    let parts = panels.map { panel in
      "\(manifest.policies[panel.policy].name): \(panel.spells.plans.count) plans, \(panel.spells.spells.count) spells"
    }
    let alternative = "Timelines of resident adapters. \(parts.joined(separator: "; "))."
    return Figure(
      slug: Self.slug("residents", board.name), title: "Resident sets, \(board.name)",
      caption:
        "Who was resident when on \(board.name), n = 1 (the first replicate), in requests"
        + (isExact ? "" : "; fainter where resident for a part of the time that a column stands for")
        + ". Upright lines: plans, the borders of epochs."
        + (adapters.count < count ? " The \(adapters.count) of \(count) adapters resident longest." : ""),
      alternative: alternative,
      specification: VegaLite.chart(alternative, ["vconcat": .array(views), "spacing": 14]), data: data)
  }

  private func panelPolicies(_ board: Board, _ spells: (Int) -> ResidentSpells?) -> [Int] {
    let ranked = board.standings.ranked.map(\.policy).filter { spells($0) != nil }
    let reference = ranked.first {
      $0
        == board.standings.reference.map { board.standings.ranking.policies[$0] }
        .flatMap { name in manifest.policies.firstIndex { $0.name == name } }
    }
    var chosen = [reference, ranked.first { $0 != reference }].compactMap { $0 }
    if chosen.allSatisfy({ spells($0)!.plans.isEmpty }),
      let planner = ranked.first(where: { !spells($0)!.plans.isEmpty })
    {
      chosen.append(planner)
    }
    for policy in ranked where chosen.count < Self.mostPanels && !chosen.contains(policy) { chosen.append(policy) }
    return chosen
  }

  /// At most this many adapters, in index order.
  private func mostResident(_ all: [ResidentSpells], of count: Int) -> [Int] {
    var time = [Int](repeating: 0, count: count)
    for spells in all { for spell in spells.spells { time[spell.adapter] += spell.end - spell.first } }
    let order = time.indices.sorted { (-time[$0], $0) < (-time[$1], $1) }
    return order.prefix(Self.mostAdapters).sorted()
  }

  private func view(
    _ policy: Int, _ spells: ResidentSpells, _ data: FigureData, _ adapters: JSONValue, until: Int, isLast: Bool
  ) -> JSONValue {
    let name = manifest.policies[policy].name
    let values = data.rows.filter { $0[0].string == name }.map { row -> JSONValue in
      ["adapter": row[1], "first": row[2], "end": row[3], "share": row[4]]
    }
    let x = VegaLite.number(
      "first", title: isLast ? "requests" : nil,
      [
        "scale": ["domain": [0, .integer(until)], "nice": false],
        "axis": ["format": ",~r", "grid": false, "labels": .flag(isLast)],
      ])
    let y: JSONValue = [
      "field": "adapter", "type": "nominal", "title": .null, "sort": .null,
      "scale": ["domain": adapters, "padding": 0.12],
      "axis": ["ticks": false, "domain": false, "labelFontSize": 9, "labelLimit": 130, "grid": false],
    ]
    var layers: [JSONValue] = [
      [
        "data": VegaLite.data(.array(values)),
        "mark": ["type": "rect", "color": .string(styles[policy].colour), "tooltip": true],
        "encoding": [
          "x": x, "x2": ["field": "end"], "y": y,
          "opacity": VegaLite.number("share", ["scale": ["domain": [0, 1], "range": [0, 1]], "legend": .null]),
        ],
      ]
    ]
    if !spells.plans.isEmpty {
      let plans = spells.plans.count <= 200 ? spells.plans : []
      layers.append([
        "data": VegaLite.data(.array(plans.map { ["plan": .integer($0)] })),
        "mark": ["type": "rule", "color": .string(VegaLite.ink), "strokeWidth": 0.8, "opacity": 0.75],
        "encoding": ["x": VegaLite.number("plan", title: isLast ? "requests" : nil)],
      ])
    }
    return [
      "title": .string(styles[policy].label), "width": .integer(VegaLite.width), "height": ["step": 11],
      "layer": .array(layers),
    ]
  }
}

/// The share of time that an adapter was resident, in columns of time.
struct ResidentRuns {
  struct Run: Equatable {
    var first: Int
    var end: Int
    /// Share of the time, in fifths; never 0.
    var share: Double
  }

  /// Columns in which the share is the same are one run. O(spells + bins).
  static func of(_ adapter: Int, in spells: ResidentSpells, bins: Int, until: Int) -> [Run] {
    // At most 2²⁰ bins of at most 2⁴⁰ requests.
    func border(_ bin: Int) -> Int { bin * until / bins }
    var time = [Int](repeating: 0, count: bins)
    for spell in spells.spells where spell.adapter == adapter && spell.end > spell.first {
      var bin = min(bins - 1, spell.first * bins / until)
      while bin > 0, border(bin) > spell.first { bin -= 1 }
      while bin < bins, border(bin) < spell.end {
        time[bin] += max(0, min(spell.end, border(bin + 1)) - max(spell.first, border(bin)))
        bin += 1
      }
    }
    var runs: [Run] = []
    for bin in 0..<bins where time[bin] > 0 {
      let share = (5 * Double(time[bin]) / Double(border(bin + 1) - border(bin))).rounded(.up) / 5
      if let last = runs.last, last.end == border(bin), last.share == share {
        runs[runs.count - 1].end = border(bin + 1)
      } else {
        runs.append(Run(first: border(bin), end: border(bin + 1), share: share))
      }
    }
    return runs
  }
}
