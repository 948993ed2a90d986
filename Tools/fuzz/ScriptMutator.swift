import Core

/// Makes broken and hostile scripts out of good ones: the i-th is a function of (seed, scripts, i) alone.
struct ScriptMutator {
  private let scripts: [[Substring]]
  private let root: Seed

  init(_ scripts: [String], seed: Seed) {
    self.scripts = scripts.map(Self.words)
    root = seed
  }

  /// Values for answers of verbs and for operands.
  private static let values = [
    "nil", "0", "1", "2", "-1", "0/0", "1/0", "-1/0", "1e308", "0.5", "3.0", "math.maxinteger", "math.mininteger",
    "true",
    "false", "''", "'2'", "{}", "{ 1 }", "{ 1, 1 }", "{ 0 }", "{ 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }", "{ {} }", "{ 1.5 }",
    "state", "P", "host", "math", "function() end", "tostring", "host.zeros(3)", "host.zeros(0)", "host.heap()",
    "host.list()", "host.rows(2)", "host.ring(2)", "host.sketch(8, 2)", "host.ewma(4)", "host.rng()",
    "host.linucb{ arms = 3, dim = 2 }", "setmetatable({}, { __index = function(t, k) return k end })",
    "string.rep('x', 9999)", "...",
  ]

  /// Statements to insert.
  private static let statements = [
    "for k, v in pairs(state) do state[k] = nil end", "local x = #host.zeros(9)", "state = nil", "host.log(state)",
    "if host.rng():uniform() < 0.2 then error('x') end", "for i = 1, 99999 do local t = {} end", "goto done ::done::",
    "while true do end", "local t = {} for i = 1, 1e9 do t[i] = i end",
    "table.sort({ 3, 1, 2 }, function() return true end)",
    "setmetatable(state, { __index = state, __newindex = function(t, k, v) rawset(t, k, v) end })", "do return end",
    "return", "local s = 'x' for i = 1, 40 do s = s .. s end",
  ]

  private static let verbs = ["start", "route", "learn", "used", "admit", "victim", "plan"]

  /// The i-th script.
  func script(_ i: Int) -> [UInt8] {
    var random = stream(i)
    var words = scripts[random.integer(below: scripts.count)]
    for _ in 0..<random.integer(below: random.integer(below: 8) == 0 ? 6 : 2) { mutate(&words, &random) }
    var text = words.joined()
    if random.integer(below: 3) == 0 { text = Self.answering(text, &random) }
    var bytes = Array(text.utf8)
    if random.integer(below: 16) == 0, !bytes.isEmpty {
      bytes[random.integer(below: bytes.count)] = UInt8(truncatingIfNeeded: random.next())
    }
    return bytes
  }

  /// The draws of the i-th script, or of its parts.
  func stream(_ i: Int, for use: String = "script") -> RandomStream { RandomStream(root.derived(use, "\(i)")) }

  private func mutate(_ words: inout [Substring], _ random: inout RandomStream) {
    guard !words.isEmpty else { return }
    let place = random.integer(below: words.count)
    let length = min(1 + random.integer(below: 6), words.count - place)
    switch random.integer(below: 9) {
    case 0: words.remove(at: place)
    case 1: words.insert(contentsOf: words[place..<place + length], at: random.integer(below: words.count + 1))
    case 2: words.swapAt(place, random.integer(below: words.count))
    case 3: words.replaceSubrange(place..<place + length, with: [])
    case 4, 5:
      // Replaces a name or a number by another value.
      guard let operand = (place..<words.count).first(where: { words[$0].first!.isLetter || words[$0].first!.isNumber })
      else { return }
      words[operand] = Substring(Self.pick(Self.values, &random))
    case 6:
      let other = scripts[random.integer(below: scripts.count)]
      words[place] = other[random.integer(below: other.count)]
    case 7:
      guard let end = words[place...].firstIndex(where: { $0.contains("\n") }) else { return }
      words.insert(Substring("\n" + Self.pick(Self.statements, &random) + "\n"), at: end)
    default:
      // A part of another script.
      let other = scripts[random.integer(below: scripts.count)]
      let from = random.integer(below: other.count)
      words.insert(contentsOf: other[from..<min(other.count, from + 20)], at: place)
    }
  }

  /// The policy of a script, with one verb that returns another value: once, or from then on.
  private static func answering(_ text: String, _ random: inout RandomStream) -> String {
    """
    local P = (function(...) \(text)
    end)(...)
    local verb, calls = "\(pick(verbs, &random))", 0
    local asked = P[verb]
    P[verb] = asked and function(...)
      local state, residents = ...
      calls = calls + 1
      if calls \(pick(["==", ">="], &random)) \(1 + random.integer(below: 6)) then
        return \(pick(values, &random)), \(pick(values, &random))
      end
      return asked(...)
    end
    return P
    """
  }

  private static func pick(_ list: [String], _ random: inout RandomStream) -> String {
    list[random.integer(below: list.count)]
  }

  /// Splits a text into names, numbers, gaps and single characters.
  private static func words(_ text: String) -> [Substring] {
    var words: [Substring] = []
    var rest = Substring(text)
    while let first = rest.first {
      let isWord = { (c: Character) in c.isLetter || c.isNumber || c == "_" }
      let word =
        isWord(first)
        ? rest.prefix(while: isWord) : first.isWhitespace ? rest.prefix { $0.isWhitespace } : rest.prefix(1)
      words.append(word)
      rest = rest[word.endIndex...]
    }
    return words
  }
}
