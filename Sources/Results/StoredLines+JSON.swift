import Core

extension StoredCurve {
  /// The line's object, without its check.
  func line(id: String) -> String {
    var text = #"{"type":"curve","cell":"# + JSONLine.quoted(id) + #","regret":["#
    Self.add(regret, to: &text)
    text += #"],"net_reward":["#
    Self.add(netReward, to: &text)
    text += #"],"misses":["#
    text += misses.map { String($0) }.joined(separator: ",")
    return text + "]}"
  }

  private static func add(_ values: [Float], to text: inout String) {
    for (place, value) in values.enumerated() {
      if place > 0 { text += "," }
      text += value.isFinite ? value.description : "null"
    }
  }

  init(_ fields: StoreFields) throws(Fault) {
    self.init(
      regret: try fields.numbers("regret").map { Float($0) },
      netReward: try fields.numbers("net_reward").map { Float($0) }, misses: try fields.integers("misses"))
  }
}

extension ResidentSpells {
  /// The line's object, without its check.
  func line(id: String) -> JSONLine {
    var line = JSONLine()
    line.add("type", "residents")
    line.add("cell", id)
    line.add("spells", spells.flatMap { [$0.adapter, $0.first, $0.end] })
    line.add("plans", plans)
    line.add("until", until)
    return line
  }

  init(_ fields: StoreFields) throws(Fault) {
    let until = try fields.integer("until", in: 0...Bounds.requests.upperBound)
    let flat = try fields.integers("spells")
    guard flat.count % 3 == 0, flat.count <= 3 << 20 else {
      throw Messages.wrongField("'spells'", "\(flat.count) numbers", expected: "at most 2^20 triples", fields.place)
    }
    // The sum of 2²⁰ lengths of at most 2⁴⁰ requests is below 2⁶¹.
    let spells = stride(from: 0, to: flat.count, by: 3).map {
      Spell(adapter: flat[$0], first: flat[$0 + 1], end: flat[$0 + 2])
    }
    if let wrong = spells.first(where: {
      !($0.adapter < Bounds.adapters.upperBound && $0.first <= $0.end && $0.end <= until)
    }) {
      throw Messages.wrongField(
        "'spells'", "\(wrong.adapter), \(wrong.first), \(wrong.end)",
        expected: "an adapter, and two requests that do not fall, up to \(until)", fields.place)
    }
    self.init(spells: spells, plans: try fields.integers("plans", in: 0...until), until: until)
  }
}

extension StoredTiming {
  func line(id: String) -> JSONLine {
    var line = JSONLine()
    line.add("type", "timing")
    line.add("cell", id)
    line.add("seconds", seconds)
    line.add("cpu_seconds", cpuSeconds)
    line.add("world_seconds", worldSeconds)
    line.add("worker", worker)
    return line
  }

  init(_ fields: StoreFields) throws(Fault) {
    self.init(
      seconds: try fields.number("seconds"), cpuSeconds: try fields.number("cpu_seconds"),
      worldSeconds: try fields.number("world_seconds"), worker: try fields.integer("worker"))
  }
}
