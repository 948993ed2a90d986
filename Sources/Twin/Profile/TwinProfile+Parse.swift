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
  /// The keywords, each with its form; numbers stand for `#`, whole ones for `%`, the rest of the line for `…`.
  static let forms: [(key: String, form: String)] = [
    ("twin", "…"), ("model", "…"), ("engine", "…"), ("gpu", "…"), ("source", "…"), ("note", "…"),
    ("block-tokens", "%"), ("token-budget", "%"), ("max-sequences", "%"), ("open-requests", "%"), ("output-share", "#"),
    ("mean-lengths", "# prompt , # output"), ("length-correlation", "#"),
    ("kv-formula", "# tokens - S * ( # + # * R )"),
    ("model-length", "%"), ("memory", "# GiB + S * ( # + # * R )"), ("usable", "# GiB"),
    ("gpu-memory", "# GiB , of which the engine takes #"), ("kv", "% % …"), ("graph-tokens", "%"),
    ("kernels", "% layers % tiles % projections"), ("term", "…"), ("storage", "# ms + # ms/rank"),
    ("load", "% % # ms"), ("metrics-page", "# ms + # * sets + # * names + # * running"),
    ("metrics-every", "# s , merging steps of at most % decodes"), ("first-token", "# ms + # * stalls"),
    ("gauge-refusing", "#"),
  ]
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
    guard let form = Self.forms.first(where: { $0.key == key })?.form else {
      throw Messages.unknownKey(String(key), Self.forms.map(\.key), place)
    }
    guard seen.first != nil || key == "twin" else { throw Messages.noTwinLine(place) }
    if seen.contains(String(key)), !Self.repeatable.contains(String(key)) {
      throw Messages.repeatedKey(String(key), place)
    }
    seen.append(String(key))
    guard let values = Self.match(words.dropFirst(), form) else {
      throw Messages.badLine(String(key), words.dropFirst().joined(separator: " "), form, place)
    }
    let rest = line.split(separator: key, maxSplits: 1).last.map(Self.trimmed) ?? ""
    try set(String(key), values, Array(words.dropFirst()), rest, place)
  }

  private mutating func set(
    _ key: String, _ values: [Double], _ words: [Substring], _ rest: String, _ place: Fault.Place
  ) throws(Fault) {
    switch key {
    case "twin": profile.name = rest
    case "model": profile.model = rest
    case "engine": profile.engine = rest
    case "gpu": profile.gpu = rest
    case "source": profile.sources.append(rest)
    case "note": profile.notes.append(rest)
    case "block-tokens": profile.blockTokens = try positive(key, values[0], place)
    case "token-budget": profile.tokenBudget = try positive(key, values[0], place)
    case "max-sequences": profile.maxSequences = try positive(key, values[0], place)
    case "open-requests": profile.openRequestLimit = try positive(key, values[0], place)
    case "output-share":
      guard values[0] > 0, values[0] <= 1 else { throw Messages.badLine(key, rest, "a share above 0, up to 1", place) }
      profile.outputShare = values[0]
    case "mean-lengths":
      guard values.allSatisfy({ $0 >= 4 && $0 <= 1020 }) else {
        throw Messages.badLine(key, rest, "mean tokens from 4 to 1020, twice", place)
      }
      profile.meanLengths = (values[0], values[1])
    case "length-correlation":
      guard abs(values[0]) < 1 else { throw Messages.badLine(key, rest, "a number between -1 and 1", place) }
      profile.lengthCorrelation = values[0]
    case "metrics-page":
      (profile.observation.pageMillis, profile.observation.setMillis) = (values[0], values[1])
      (profile.observation.nameMillis, profile.observation.runningMillis) = (values[2], values[3])
    case "metrics-every":
      guard values[0] > 0 else { throw Messages.badLine(key, rest, "seconds above 0", place) }
      (profile.observation.periodSeconds, profile.observation.mergedDecodes) = (values[0], Int(values[1]))
    case "first-token":
      (profile.observation.firstTokenMillis, profile.observation.stallsPerFirstToken) = (values[0], values[1])
    case "gauge-refusing": profile.observation.runningShareRefusing = values[0]
    case "kv-formula":
      (profile.memory.baseTokens, profile.memory.tokensPerSlot) = (values[0], values[1])
      profile.memory.tokensPerSlotRank = values[2]
    case "model-length": profile.memory.modelLength = try positive(key, values[0], place)
    case "memory":
      (profile.memory.weightsGiB, profile.memory.slotGiB) = (values[0], values[1])
      profile.memory.slotRankGiB = values[2]
    case "usable": profile.memory.usableGiB = values[0]
    case "gpu-memory": (profile.memory.gpuGiB, profile.memory.gpuShare) = (values[0], values[1])
    case "kv": try addCell(words, place)
    case "graph-tokens": profile.steps.graphTokens = try positive(key, values[0], place)
    case "kernels":
      profile.steps.kernels = KernelShape(
        layers: Int(values[0]), expandTiles: Int(values[1]), projections: Int(values[2]))
    case "term": try addTerm(words, rest, place)
    case "storage": profile.storageMillis = (values[0], values[1])
    default: try addLoad(values, rest, place)
    }
  }

  private mutating func addCell(_ words: [Substring], _ place: Fault.Place) throws(Fault) {
    let slots = try positive("kv", Double(words[0]) ?? 0, place)
    let rank = try positive("kv", Double(words[1]) ?? 0, place)
    guard words.count == 3, words[2] == "refused" || Int(words[2]) ?? 0 > 0 else {
      throw Messages.badLine("kv", words.joined(separator: " "), "slots, a rank, and tokens or 'refused'", place)
    }
    profile.memory.cells.append(KVMemory.Cell(slots: slots, rank: rank, tokens: Int(words[2])))
  }

  /// `NAME VALUE ms [rows N] [residual X %] from SOURCE`
  private mutating func addTerm(_ words: [Substring], _ rest: String, _ place: Fault.Place) throws(Fault) {
    let form = "a term, its value, 'ms', then 'rows N', 'residual X %' and 'from SOURCE' where known"
    guard words.count >= 3, words[2] == "ms", let value = Self.number(words[1]) else {
      throw Messages.badLine("term", rest, form, place)
    }
    guard let term = StepTerm(rawValue: String(words[0])) else {
      throw Messages.unknownKey(String(words[0]), StepTerm.allCases.map(\.rawValue), place)
    }
    if profile.origins[term] != nil { throw Messages.repeatedKey("term \(term.rawValue)", place) }
    profile.steps[term] = value
    var origin = TwinProfile.Origin(source: "")
    var left = words.dropFirst(3)
    if left.first == "rows", left.count > 1, let rows = Int(left[left.startIndex + 1]), rows >= 0 {
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

  private mutating func addLoad(_ values: [Double], _ rest: String, _ place: Fault.Place) throws(Fault) {
    guard values[0] >= 1, values[1] >= 1, values[2] >= 0 else {
      throw Messages.badLine("load", rest, "a slot rank, an adapter rank, and milliseconds, 0 or more", place)
    }
    profile.loads.append(
      TwinProfile.Load(slotRank: Int(values[0]), adapterRank: Int(values[1]), millis: values[2]))
  }

  private func positive(_ key: String, _ value: Double, _ place: Fault.Place) throws(Fault) -> Int {
    guard let count = Int(exactly: value), count >= 1 else {
      throw Messages.badLine(key, "\(value)", "a whole number above 0", place)
    }
    return count
  }

  func finish() throws(Fault) -> TwinProfile {
    for key in Self.needed where !seen.contains(key) { throw Messages.missingKey(key, Fault.Place(file: file)) }
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

  /// The numbers of a line that has the form; nil where it has not.
  private static func match(_ words: ArraySlice<Substring>, _ form: String) -> [Double]? {
    var values: [Double] = []
    var left = words
    for part in form.split(separator: " ") {
      guard let word = left.popFirst() else { return nil }
      switch part {
      case "…": return values
      case "#", "%":
        guard let value = number(word), part == "#" || value == value.rounded() else { return nil }
        values.append(value)
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
