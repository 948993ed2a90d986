import Core
import System

/// A policy as it is typed: `linucb(alpha=0.3)+lru`, `mine.lua`, or with a label of the user's own, `A=mine.lua+lru`.
///
/// Characters that separate may stand in a path where such a file is there: `mine(1).lua`, `a+b.lua`, `week,2.lua`.
public struct PolicyText: Sendable, Equatable {
  /// What the policy is called in tables; nil: as its parts are.
  public var label: String?
  /// One spelling, or a router's and an evictor's.
  public var parts: [Spelling]

  /// Reads one policy: parts with `+` between, maybe after `label=`.
  ///
  /// - Throws: a fault where a part or the label is malformed, or where the text can be read in two ways.
  public init(_ text: String) throws(Fault) {
    var scanner = Scanner(text)
    self = try scanner.policy(endingAt: [])
  }

  /// Reads policies with commas between; two with the same label are a fault.
  public static func list(_ text: String) throws(Fault) -> [PolicyText] {
    var scanner = Scanner(text)
    var all = [try scanner.policy(endingAt: [","])]
    while scanner.take(",") { all.append(try scanner.policy(endingAt: [","])) }
    return all
  }

  /// The spelling of the parts, as a command takes it: without the label and without needless white space.
  public var spelling: String { parts.map(\.described).joined(separator: "+") }

  /// The spelling, behind the label where there is one.
  public var described: String { (label.map { $0 + "=" } ?? "") + spelling }

  fileprivate init(label: String?, parts: [Spelling]) {
    self.label = label
    self.parts = parts
  }
}

/// Reads a text from left to right.
private struct Scanner {
  /// Characters that end a part or begin its arguments.
  private static let separators: Set<Character> = ["(", ")", "+", ",", "="]

  let text: String
  var rest: Substring
  var looksForFiles = true

  init(_ text: String) {
    self.text = text
    rest = Substring(text)
  }

  /// Takes a character that is next, white space before it or not.
  mutating func take(_ character: Character) -> Bool {
    skipSpace()
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }

  /// Takes a policy, up to one of the ends outside parentheses, or to the end of the text.
  mutating func policy(endingAt ends: Set<Character>) throws(Fault) -> PolicyText {
    let label = try takeLabel()
    var parts: [Spelling] = []
    repeat { parts.append(try takePart(endingAt: ends.union(["+"]))) } while take("+")
    return PolicyText(label: label, parts: parts)
  }

  /// Takes `label=`: what stands before the first `=`, where nothing else separates before it.
  private mutating func takeLabel() throws(Fault) -> String? {
    skipSpace()
    guard pathWithSeparators() == nil, let end = rest.firstIndex(where: Self.separators.contains), rest[end] == "="
    else { return nil }
    let label = String(rest[..<end]).trimmingSpace
    guard !label.isEmpty, label.utf8.count <= 64, label.allSatisfy(Self.mayLabel),
      !PolicySource.cards.contains(where: { $0.name == label })
    else { throw Messages.wrongLabel(label) }
    rest = rest[end...].dropFirst()
    return label
  }

  private static func mayLabel(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || " _-.:".contains(character)
  }

  private mutating func takePart(endingAt ends: Set<Character>) throws(Fault) -> Spelling {
    skipSpace()
    guard looksForFiles, let path = pathWithSeparators() else {
      let end = Self.end(of: rest, at: ends)
      defer { rest = rest[end...] }
      return try Spelling(String(rest[..<end]))
    }
    try requireOneReading(path)
    rest = rest.dropFirst(path.count)
    let end = Self.end(of: rest, at: ends)
    // The arguments are read as of any name.
    var spelling = try Spelling("file" + rest[..<end])
    guard spelling.name == "file" else { throw Messages.afterPath(path, String(rest[..<end])) }
    spelling.name = path
    rest = rest[end...]
    return spelling
  }

  /// The shortest path ahead that has separators in it and is there; nil where the text is read as any other.
  private func pathWithSeparators() -> String? {
    var searched = rest[...]
    while let dot = searched.firstRange(of: ".lua") {
      let path = rest[..<dot.upperBound]
      let next = rest[dot.upperBound...].first { !$0.isSpace }
      if next.map({ "(+,".contains($0) }) ?? true {
        if path.contains(where: Self.separators.contains), (try? FileStatus(of: String(path))) != nil {
          return String(path)
        }
      }
      searched = rest[dot.upperBound...]
    }
    return nil
  }

  /// Throws where the rest, read without a look at such files, names policies that are there too.
  private func requireOneReading(_ path: String) throws(Fault) {
    var other = Scanner(String(rest))
    other.looksForFiles = false
    guard let plain = try? other.policy(endingAt: [","]), plain.parts[0].name != path else { return }
    let areThere = plain.parts.allSatisfy { part in
      PolicySource.isFile(part.name)
        ? (try? FileStatus(of: part.name)) != nil : PolicySource.cards.contains { $0.name == part.name }
    }
    if areThere { throw Messages.twoReadings(path, plain.parts) }
  }

  /// Where a part ends that begins here.
  private static func end(of text: Substring, at ends: Set<Character>) -> Substring.Index {
    var depth = 0
    for index in text.indices {
      switch text[index] {
      case "(": depth += 1
      case ")": depth -= 1
      default: if depth == 0, ends.contains(text[index]) { return index }
      }
    }
    return text.endIndex
  }

  private mutating func skipSpace() { rest = rest.drop(while: \.isSpace) }
}

extension Character {
  fileprivate var isSpace: Bool { self == " " || self == "\t" }
}

extension String {
  fileprivate var trimmingSpace: String {
    var text = Substring(self)
    while text.last?.isSpace == true { text.removeLast() }
    return String(text.drop(while: \.isSpace))
  }
}
