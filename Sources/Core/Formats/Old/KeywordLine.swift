/// A line of an old file: its words, and where they stand.
struct KeywordLine {
  let line: Substring
  let number: Int32
  /// Words between blanks.
  let words: [Substring]

  init(_ line: Substring, number: Int32, splitsBrackets: Bool) {
    self.line = line
    self.number = number
    let words = line.split { $0 == " " || $0 == "\t" }
    self.words = splitsBrackets ? words.flatMap(Self.split) : words
  }

  /// Where each word stands.
  var spots: [LuaValue.Spot] { words.map { spot($0.startIndex) } }
  /// Where the line's first word stands.
  var spot: LuaValue.Spot { spot(words.first?.startIndex ?? line.startIndex) }
  /// Where the value stands; behind the keyword where there is none.
  var valueSpot: LuaValue.Spot { spot(words.count > 1 ? words[1].startIndex : line.endIndex) }

  private func spot(_ index: Substring.Index) -> LuaValue.Spot {
    LuaValue.Spot(line: number, column: Int32(line.utf8.distance(from: line.startIndex, to: index) + 1))
  }

  /// What stands behind the `#` of a comment.
  var comment: String {
    let text = line.drop { $0 == " " || $0 == "\t" }.dropFirst()
    return String(text.first == " " ? text.dropFirst() : text)
  }

  /// The rest of the line behind the keyword, without blanks around it; nil where there is none.
  var text: LuaValue? {
    guard let start = words.count > 1 ? words[1].startIndex : nil else { return nil }
    var rest = line[start...]
    while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
    return LuaValue(.text(String(rest)), at: valueSpot)
  }

  /// The rest of the line as a number where it is one.
  var value: LuaValue? {
    guard let text else { return nil }
    return text.text.flatMap { Self.number($0[...], at: text.spot) } ?? text
  }

  static func number(_ word: Substring, at spot: LuaValue.Spot) -> LuaValue? {
    var text = String(word)
    return text.withUTF8 { strictNumber($0) }.map { LuaValue(.number($0, spelled: text), at: spot) }
  }

  /// A word cut at its brackets and commas.
  private static func split(_ word: Substring) -> [Substring] {
    var words: [Substring] = []
    var start = word.startIndex
    for index in word.indices where "(),".contains(word[index]) {
      if start < index { words.append(word[start..<index]) }
      words.append(word[index...index])
      start = word.index(after: index)
    }
    if start < word.endIndex { words.append(word[start...]) }
    return words
  }

  // MARK: - Parts

  /// The fields that the words behind the keyword say; nil where they are not of the form.
  func fields(of parts: [KeywordForm.Part]) -> [LuaValue.Entry]? {
    var left = words.dropFirst()
    var fields: [LuaValue.Entry] = []
    for part in parts { guard take(part, of: &left, into: &fields) else { return nil } }
    return left.isEmpty ? fields : nil
  }

  /// Takes what a part stands for off the front of the words; false where they begin otherwise.
  private func take(
    _ part: KeywordForm.Part, of words: inout ArraySlice<Substring>, into fields: inout [LuaValue.Entry]
  ) -> Bool {
    if case .optional(let parts) = part {
      let before = words
      guard let first = parts.first, take(first, of: &words, into: &fields) else {
        words = before
        return true
      }
      return parts.dropFirst().allSatisfy { take($0, of: &words, into: &fields) }
    }
    if case .words(let text) = part {
      for expected in text.split(separator: " ") { guard words.popFirst() == expected else { return false } }
      return true
    }
    guard let word = words.first else { if case .rest = part { return true } else { return false } }
    guard let values = values(of: part, word, all: words) else { return false }
    fields += values.map { LuaValue.Entry($0, $1, at: $1.spot) }
    if case .rest = part { words = [] } else { words.removeFirst() }
    return true
  }

  /// What a part says where a word stands for it; nil where it does not.
  private func values(
    of part: KeywordForm.Part, _ word: Substring, all: ArraySlice<Substring>
  ) -> [(String, LuaValue)]? {
    let spot = spot(word.startIndex)
    switch part {
    case .number(let name): return Self.number(word, at: spot).map { [(name, $0)] }
    case .range(let low, let high, let one):
      guard let dots = word.firstRange(of: "..") else { return Self.number(word, at: spot).map { [(one, $0)] } }
      let end = word[dots.upperBound...]
      guard let from = Self.number(word[..<dots.lowerBound], at: spot),
        let to = Self.number(end, at: self.spot(end.startIndex))
      else { return nil }
      return [(low, from), (high, to)]
    case .word(let name): return [(name, LuaValue(.text(String(word)), at: spot))]
    case .rest(let name): return [(name, LuaValue(.text(all.joined(separator: " ")), at: spot))]
    case .flag(let name): return word == name ? [(name, LuaValue(.flag(true), at: spot))] : nil
    case .words, .optional: return nil
    }
  }
}
