import Core

extension TwinProfile {
  /// Reads a profile from its text; `file` names it in messages.
  public init(text: String, file: String) throws(Fault) {
    var reader = TwinProfileReader(file: file)
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for (index, line) in lines.enumerated() { try reader.take(line, line: index + 1) }
    self = try reader.finish()
  }
}

/// Reads a profile line by line: a keyword, blanks, words and numbers.
private struct TwinProfileReader {
  /// The keywords, each with its form and the ranges of its numbers; `#` is a number, `%` a whole number, `…` the rest
  /// of the line.
  ///
  /// With these ranges no sum or product of the twin exceeds 64 bits: a cache has at most 10¹² + 10⁵ · (10⁹ + 10⁶ ·
  /// 10⁶) tokens, a step at most 2²⁴ tokens and 2²⁰ requests.
  static let forms: [(key: String, form: String, ranges: [ClosedRange<Double>])] = [
    ("twin", "…", []), ("model", "…", []), ("engine", "…", []), ("gpu", "…", []),
    ("source", "…", []), ("note", "…", []),
    ("block-tokens", "%", [bounds(ServerSettings.blockTokens)]),
    ("token-budget", "%", [bounds(ServerSettings.tokenBudgets)]),
    ("max-sequences", "%", [bounds(ServerSettings.sequences)]),
    ("open-requests", "%", [bounds(ServerSettings.openRequests)]), ("output-share", "#", [Workload.outputShares]),
    ("mean-lengths", "# prompt , # output", [4...1020, 4...1020]), ("length-correlation", "#", [-0.999999...0.999999]),
    ("kv-formula", "# tokens - S * ( # + # * R )", [0...1e12, 0...1e9, 0...1e6]),
    ("model-length", "%", [bounds(Workload.tokens)]), ("memory", "# GiB + S * ( # + # * R )", [gib, gib, gib]),
    ("usable", "# GiB", [gib]), ("gpu-memory", "# GiB , of which the engine takes #", [gib, 0...1]),
    ("kv", "% % …", [1...1e5, bounds(Bounds.rank)]), ("graph-tokens", "%", [bounds(ServerSettings.tokenBudgets)]),
    ("kernels", "% layers % tiles % projections", [0...1e4, 0...1e6, 0...1e4]), ("term", "…", []),
    ("storage", "# ms + # ms/rank", [Bounds.millis, Bounds.millis]),
    ("load", "% % # ms", [bounds(Bounds.rank), bounds(Bounds.rank), Bounds.millis]),
    ("metrics-page", "# ms + # * sets + # * names + # * running", [0...1e6, 0...1e6, 0...1e6, 0...1e6]),
    // With a period of 0 the clock would never advance.
    ("metrics-every", "# s , merging steps of at most % decodes", [0.1...1e6, 0...0x1p24]),
    ("first-token", "# ms + # * stalls", [0...1e6, 0...1e6]), ("gauge-refusing", "#", [0...1]),
  ]
  private static let gib = 0.0...1e6
  private static func bounds(_ range: ClosedRange<Int>) -> ClosedRange<Double> {
    Double(range.lowerBound)...Double(range.upperBound)
  }
  static let repeatable = ["source", "note", "kv", "term", "load"]
  static let needed = ["twin", "model", "kv-formula", "model-length", "memory", "usable", "gpu-memory"]

  let file: String
  private var seen: [String] = []
  private var profile = TwinProfile(
    name: "", model: "",
    memory: KVMemory(
      baseTokens: 0, tokensPerSlot: 0, tokensPerSlotRank: 0, modelLength: 0, weightsGiB: 0, slotGiB: 0, slotRankGiB: 0,
      usableGiB: 0, gpuGiB: 0))

  init(file: String) { self.file = file }

  mutating func take(_ line: Substring, line number: Int) throws(Fault) {
    let words = Self.words(line)
    guard let key = words.first, !key.hasPrefix("#") else { return }
    let place = Fault.Place(file: file, line: number)
    guard let (_, form, ranges) = Self.forms.first(where: { $0.key == key }) else {
      throw Messages.unknownKey(String(key), Self.forms.map(\.key), place)
    }
    guard seen.first != nil || key == "twin" else { throw Messages.noTwinLine(place) }
    if seen.contains(String(key)), !Self.repeatable.contains(String(key)) {
      throw Messages.repeatedKey(String(key), place)
    }
    seen.append(String(key))
    guard let numbers = Self.match(words.dropFirst(), form) else {
      var place = place
      place.column = line[..<(words.dropFirst().first ?? key).startIndex].utf8.count + 1
      throw Messages.badLine(String(key), Self.trimmed(line[key.endIndex...]), form, place)
    }
    for (number, range) in zip(numbers, ranges) {
      try check(number.value, as: number.word, in: range, of: String(key), isWhole: number.isWhole, line, place)
    }
    let rest = line.split(separator: key, maxSplits: 1).last.map(Self.trimmed) ?? ""
    try set(String(key), numbers.map(\.value), Array(words.dropFirst()), rest, line, place)
  }

  /// Throws a fault with the column for a number out of its range.
  private func check(
    _ value: Double, as word: Substring, in range: ClosedRange<Double>, of key: String, isWhole: Bool = false,
    _ line: Substring, _ place: Fault.Place
  ) throws(Fault) {
    guard !range.contains(value) else { return }
    var place = place
    place.column = line[..<word.startIndex].utf8.count + 1
    throw Messages.outOfRange(key, word, range, isWhole: isWhole, place)
  }

  /// Takes the numbers of a line, all of them in their ranges.
  private mutating func set(
    _ key: String, _ values: [Double], _ words: [Substring], _ rest: String, _ line: Substring, _ place: Fault.Place
  ) throws(Fault) {
    switch key {
    case "twin": profile.name = rest
    case "model": profile.model = rest
    case "engine": profile.engine = rest
    case "gpu": profile.gpu = rest
    case "source": profile.sources.append(rest)
    case "note": profile.notes.append(rest)
    case "block-tokens": profile.blockTokens = Int(values[0])
    case "token-budget": profile.tokenBudget = Int(values[0])
    case "max-sequences": profile.maxSequences = Int(values[0])
    case "open-requests": profile.openRequestLimit = Int(values[0])
    case "output-share": profile.outputShare = values[0]
    case "mean-lengths": profile.meanLengths = (values[0], values[1])
    case "length-correlation": profile.lengthCorrelation = values[0]
    case "metrics-page":
      (profile.observation.pageMillis, profile.observation.setMillis) = (values[0], values[1])
      (profile.observation.nameMillis, profile.observation.runningMillis) = (values[2], values[3])
    case "metrics-every":
      (profile.observation.periodSeconds, profile.observation.mergedDecodes) = (values[0], Int(values[1]))
    case "first-token":
      (profile.observation.firstTokenMillis, profile.observation.stallsPerFirstToken) = (values[0], values[1])
    case "gauge-refusing": profile.observation.runningShareRefusing = values[0]
    case "kv-formula":
      (profile.memory.baseTokens, profile.memory.tokensPerSlot) = (values[0], values[1])
      profile.memory.tokensPerSlotRank = values[2]
    case "model-length": profile.memory.modelLength = Int(values[0])
    case "memory":
      (profile.memory.weightsGiB, profile.memory.slotGiB) = (values[0], values[1])
      profile.memory.slotRankGiB = values[2]
    case "usable": profile.memory.usableGiB = values[0]
    case "gpu-memory": (profile.memory.gpuGiB, profile.memory.gpuShare) = (values[0], values[1])
    case "kv": try addCell(values, words, line, place)
    case "graph-tokens": profile.steps.graphTokens = Int(values[0])
    case "kernels":
      profile.steps.kernels = KernelShape(
        layers: Int(values[0]), expandTiles: Int(values[1]), projections: Int(values[2]))
    case "term": try addTerm(words, rest, line, place)
    case "storage": profile.storageMillis = (values[0], values[1])
    default:
      profile.loads.append(
        TwinProfile.Load(slotRank: Int(values[0]), adapterRank: Int(values[1]), millis: values[2]))
    }
  }

  private mutating func addCell(
    _ values: [Double], _ words: [Substring], _ line: Substring, _ place: Fault.Place
  ) throws(Fault) {
    var cell = KVMemory.Cell(slots: Int(values[0]), rank: Int(values[1]), tokens: nil)
    guard words.count == 3, words[2] == "refused" || Self.number(words[2]).map({ $0 == $0.rounded() }) == true else {
      throw Messages.badLine("kv", words.joined(separator: " "), "slots, a rank, and tokens or 'refused'", place)
    }
    if let tokens = Self.number(words[2]) {
      try check(tokens, as: words[2], in: 1...1e12, of: "kv", isWhole: true, line, place)
      cell.tokens = Int(tokens)
    }
    profile.memory.cells.append(cell)
  }

  /// `NAME VALUE ms [rows N] [residual X %] from SOURCE`
  private mutating func addTerm(
    _ words: [Substring], _ rest: String, _ line: Substring, _ place: Fault.Place
  ) throws(Fault) {
    let form = "a term, its value, 'ms', then 'rows N', 'residual X %' and 'from SOURCE' where known"
    guard words.count >= 3, words[2] == "ms", let value = Self.number(words[1]) else {
      throw Messages.badLine("term", rest, form, place)
    }
    guard let term = StepTerm(rawValue: String(words[0])) else {
      throw Messages.unknownKey(String(words[0]), StepTerm.allCases.map(\.rawValue), place)
    }
    if profile.origins[term] != nil { throw Messages.repeatedKey("term \(term.rawValue)", place) }
    // With steps of no time the clock would never advance.
    let range = (term == .base ? TwinProfile.leastBaseMillis : 0)...Bounds.millis.upperBound
    try check(value, as: words[1], in: range, of: "term", line, place)
    profile.steps[term] = value
    var origin = TwinProfile.Origin(source: "")
    var left = words.dropFirst(3)
    if left.first == "rows", left.count > 1, let rows = Int(left[left.startIndex + 1]), 0...1_000_000_000 ~= rows {
      origin.rows = rows
      left = left.dropFirst(2)
    }
    if left.first == "residual", left.count > 2, let percent = Self.number(left[left.startIndex + 1]) {
      origin.residualPercent = percent
      left = left.dropFirst(3)
    }
    guard left.isEmpty || left.first == "from" else { throw Messages.badLine("term", rest, form, place) }
    origin.source = left.dropFirst().joined(separator: " ")
    profile.origins[term] = origin
  }

  func finish() throws(Fault) -> TwinProfile {
    for key in Self.needed where !seen.contains(key) { throw Messages.missingKey(key, Fault.Place(file: file)) }
    guard profile.steps[.base] > 0 else { throw Messages.missingKey("term base", Fault.Place(file: file)) }
    return profile
  }

  // MARK: - Words

  /// Words between blanks; brackets and commas are words of their own.
  private static func words(_ line: Substring) -> [Substring] {
    var words: [Substring] = []
    for word in line.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
      var start = word.startIndex
      for index in word.indices where "(),".contains(word[index]) {
        if start < index { words.append(word[start..<index]) }
        words.append(word[index...index])
        start = word.index(after: index)
      }
      if start < word.endIndex { words.append(word[start...]) }
    }
    return words
  }

  /// The numbers of a line; nil if it does not have the form.
  private static func match(
    _ words: ArraySlice<Substring>, _ form: String
  ) -> [(value: Double, word: Substring, isWhole: Bool)]? {
    var values: [(value: Double, word: Substring, isWhole: Bool)] = []
    var left = words
    for part in form.split(separator: " ") {
      guard let word = left.popFirst() else { return nil }
      switch part {
      case "…": return values
      case "#", "%":
        guard let value = number(word), part == "#" || value == value.rounded() else { return nil }
        values.append((value, word, part == "%"))
      default: if word != part { return nil }
      }
    }
    return left.isEmpty ? values : nil
  }

  private static func number(_ text: Substring) -> Double? {
    var text = String(text)
    return text.withUTF8 { strictNumber($0) }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
  }
}
