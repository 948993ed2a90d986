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
    let flat = try fields.integers("spells")
    guard flat.count % 3 == 0 else {
      throw Messages.wrongField("'spells'", "\(flat.count) numbers", expected: "triples", fields.place)
    }
    self.init(
      spells: stride(from: 0, to: flat.count, by: 3).map {
        Spell(adapter: flat[$0], first: flat[$0 + 1], end: flat[$0 + 2])
      },
      plans: try fields.integers("plans"), until: try fields.integer("until"))
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
