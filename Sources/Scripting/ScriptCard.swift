import Core

/// Reads a card from a policy's table, and throws a fault if it is invalid.
struct ScriptCard {
  let card: Card
  private let path: String
  private static let fields = [
    "name", "kind", "api", "title", "summary", "sources", "parameters", "traits",
  ]
  private static let parameterFields = [
    "name", "default", "min", "max", "integer", "choices", "unit", "summary",
  ]
  private static let traits: [(name: String, trait: Card.Traits)] = [
    ("memory", .memory), ("sized", .sized), ("stochastic", .stochastic),
  ]

  init(_ table: JSONValue, path: String, verbs: [String]) throws(Fault) {
    self.path = path
    let members = (table.members ?? []).sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    let known = Self.fields + ScriptMachine.verbs
    if let stranger = members.first(where: { !known.contains($0.name) }) {
      let near = nearestName(to: stranger.name, among: known).map { "; did you mean '\($0)'?" } ?? ""
      let line = stranger.value["function"]?.integer
      throw Messages.card(
        path, "the policy's table has a field '\(stranger.name)', which is neither a part of a card nor a verb\(near)",
        fix: line == nil
          ? "make it local, or keep it in the state; a card has \(Self.fields.joined(separator: ", "))"
          : "make it a local function; the verbs are \(ScriptMachine.verbs.joined(separator: ", "))",
        line: line)
    }
    let name = try Self.text(table["name"], "name", path)
    guard Self.isSlug(name) else {
      throw Messages.card(
        path, "name is '\(name.prefix(60))'; expected small letters, digits and hyphens",
        fix: "write name = \"my-policy\"")
    }
    let kindFix = "write kind = \"router\", \"evictor\", \"joint\", \"scheduler\" or \"replica-router\""
    guard table["kind"] != nil else { throw Messages.card(path, "the card has no kind", fix: kindFix) }
    guard let kind = Card.Kind(rawValue: try Self.text(table["kind"], "kind", path)), kind != .bound else {
      throw Messages.card(
        path,
        "kind is '\(try Self.text(table["kind"], "kind", path).prefix(60))'; expected router, evictor, joint, "
          + "scheduler or replica-router",
        fix: kindFix)
    }
    guard table["api"]?.integer == 1 else {
      throw Messages.card(
        path,
        table["api"] == nil ? "the card names no api" : "the card's api is not supported by this host; expected 1",
        fix: "write api = 1")
    }
    var parameters: [Parameter] = []
    for (place, entry) in try Self.list(table["parameters"], "parameters", path).enumerated() {
      let parameter = try Self.parameter(entry, place: place + 1, path)
      if parameters.contains(where: { $0.name == parameter.name }) {
        throw Messages.card(
          path, "the parameter '\(parameter.name)' occurs twice", fix: "name each parameter once")
      }
      parameters.append(parameter)
    }
    var sources: [String] = []
    for source in try Self.list(table["sources"], "sources", path) {
      sources.append(try Self.text(source, "sources", path))
    }
    card = Card(
      name: name, title: try Self.text(table["title"], "title", path, standard: name), kind: kind,
      summary: try Self.text(table["summary"], "summary", path, standard: ""), sources: sources,
      parameters: parameters, traits: try Self.traits(table["traits"], path))
    try Self.check(verbs, of: kind, path)
  }

  /// Checks the required and allowed verbs of a kind.
  private static func check(_ verbs: [String], of kind: Card.Kind, _ path: String) throws(Fault) {
    let routing = ["route", "learn"]
    let evicting = ["used", "admit", "victim", "plan"]
    let needed: [String]
    var own = ["start"]
    switch kind {
    case .router: (needed, own) = (["route"], own + routing)
    case .evictor: (needed, own) = (["victim"], own + evicting)
    case .joint, .bound: (needed, own) = (["route", "victim"], own + routing + evicting)
    case .scheduler: (needed, own) = (["choose"], own + ["choose"])
    case .replicaRouter: (needed, own) = (["send"], own + ["send"])
    }
    for verb in needed where !verbs.contains(verb) {
      // A joint policy that plans and never admits needs no victim.
      if verb == "victim", kind == .joint, verbs.contains("admit") { continue }
      let text = Messages.noVerb(verb, kind: kind)
      throw Messages.card(path, text.reason, fix: text.fix)
    }
    if let verb = verbs.first(where: { !own.contains($0) }) {
      let isHalf = kind == .router && evicting.contains(verb) || kind == .evictor && routing.contains(verb)
      throw Messages.card(
        path, "the \(kind.rawValue) has a verb \(verb)(), which is never called",
        fix: isHalf ? "write kind = \"joint\", or leave the verb out" : "leave the verb out, or write another kind")
    }
  }

  private static func isSlug(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 64
      && name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
  }

  private static func text(
    _ value: JSONValue?, _ field: String, _ path: String, standard: String? = nil
  ) throws(Fault) -> String {
    if let text = value?.string { return text }
    if value == nil, let standard { return standard }
    throw Messages.card(
      path, value == nil ? "the card has no \(field)" : "\(field) is \(value!.kind); expected a text",
      fix: "write \(field) = \"…\"")
  }

  /// A list; an empty table is an empty list.
  private static func list(_ value: JSONValue?, _ field: String, _ path: String) throws(Fault) -> [JSONValue] {
    switch value {
    case nil: return []
    case .array(let items): return items
    case .object(let members) where members.isEmpty: return []
    default:
      throw Messages.card(
        path, "\(field) is not a list",
        fix: field == "parameters"
          ? "write parameters = { { name = \"decay\", default = 0.5 } }, a table for each"
          : "write \(field) = { … }, with commas between the items")
    }
  }

  private static func traits(_ value: JSONValue?, _ path: String) throws(Fault) -> Card.Traits {
    var traits: Card.Traits = []
    for item in try list(value, "traits", path) {
      let name = try text(item, "traits", path)
      guard let known = Self.traits.first(where: { $0.name == name }) else {
        let near = nearestName(to: name, among: Self.traits.map(\.name)).map { "; did you mean '\($0)'?" } ?? ""
        throw Messages.card(
          path, "unknown trait '\(name.prefix(60))'\(near)", fix: "traits are memory, sized and stochastic")
      }
      traits.insert(known.trait)
    }
    return traits
  }

  private static func parameter(_ entry: JSONValue, place: Int, _ path: String) throws(Fault) -> Parameter {
    let wrong = { (reason: String) in
      Messages.card(
        path, "parameter \(place): \(reason)",
        fix: "write { name = \"decay\", default = 0.5, min = 0, max = 1, summary = \"…\" }")
    }
    guard let members = entry.members else { throw wrong("expected a table") }
    if let stranger = members.map(\.name).sorted().first(where: { !parameterFields.contains($0) }) {
      let near = nearestName(to: stranger, among: parameterFields).map { "; did you mean '\($0)'?" } ?? ""
      throw wrong("unknown field '\(stranger.prefix(60))'\(near)")
    }
    guard let name = entry["name"]?.string, isParameterName(name) else {
      throw wrong("name is missing, or holds more than letters, digits and underscores")
    }
    guard let standard = entry["default"] else { throw wrong("'\(name)' has no default") }
    let range: Parameter.Range
    let written: String
    switch standard {
    case .flag(let flag): (range, written) = (.flag, flag ? "true" : "false")
    case .string(let word):
      let choices = (entry["choices"]?.array ?? []).compactMap(\.string)
      guard choices.contains(word) else { throw wrong("the default of '\(name)' is none of its choices") }
      (range, written) = (.choice(choices), word)
    case .integer, .number:
      // An infinite bound is no bound; a bound that is not a number is a fault.
      let bound = { (field: String, endless: String) throws(Fault) -> JSONValue? in
        switch entry[field] {
        case nil, .string(endless): return nil
        case .some(let value) where value.number != nil: return value
        default: throw wrong("\(field) of '\(name)' is not a number")
        }
      }
      let (least, most) = (try bound("min", "-inf"), try bound("max", "inf"))
      if entry["integer"] == .flag(true) {
        if let odd = [least, most].compactMap({ $0 }).first(where: { $0.integer == nil }) {
          throw wrong("a bound of '\(name)' is \(odd.number!); expected a whole number of 64 bits")
        }
        let low = least?.integer ?? Int.min
        let high = most?.integer ?? Int.max
        guard low <= high, let whole = standard.integer, (low...high).contains(whole) else {
          throw wrong("the default of '\(name)' is not a whole number from min to max")
        }
        (range, written) = (.integer(low...high), String(whole))
      } else {
        let low = least?.number ?? -Double.greatestFiniteMagnitude
        let high = most?.number ?? Double.greatestFiniteMagnitude
        guard low <= high, let number = standard.number, (low...high).contains(number) else {
          throw wrong("the default of '\(name)' is not from min to max")
        }
        if case .integer(let whole) = standard, Int(exactly: number) != whole {
          throw wrong("the default of '\(name)' has more digits than a number keeps; write integer = true")
        }
        (range, written) = (
          .number(low...high), number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
        )
      }
    default: throw wrong("the default of '\(name)' is \(standard.kind); expected a number, a text or a flag")
    }
    return Parameter(
      name, written, range, unit: entry["unit"]?.string ?? "", entry["summary"]?.string ?? "")
  }

  private static func isParameterName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 64
      && name.utf8.allSatisfy {
        (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0) || $0 == 95
      }
  }
}
