/// A name with arguments, as it is typed: `linucb`, `gdsf(order=insert-first)`, `edge-15(noise=0.2, clusters=6)`.
public struct Spelling: Sendable, Equatable {
  public var name: String
  /// In the order typed; names are not checked here.
  public var arguments: [(name: String, value: String)]

  public init(name: String, arguments: [(name: String, value: String)] = []) {
    self.name = name
    self.arguments = arguments
  }

  public static func == (a: Spelling, b: Spelling) -> Bool { a.described == b.described }

  /// Reads one spelling; white space around names and values is ignored.
  public init(_ text: String) throws(Fault) {
    let text = Self.trimmed(Substring(text))
    guard let open = text.firstIndex(of: "(") else {
      guard !text.isEmpty, !text.contains(")") else { throw Messages.malformedSpelling(String(text)) }
      self.init(name: String(text))
      return
    }
    let name = Self.trimmed(text[..<open])
    guard !name.isEmpty, text.last == ")" else { throw Messages.malformedSpelling(String(text)) }
    let inside = text[text.index(after: open)...].dropLast()
    var arguments: [(name: String, value: String)] = []
    if !Self.trimmed(inside).isEmpty {
      for part in inside.split(separator: ",", omittingEmptySubsequences: false) {
        arguments.append(try Self.assignment(part, in: text))
      }
    }
    self.init(name: String(name), arguments: arguments)
  }

  /// Cuts at `separator` outside parentheses; the parts as typed.
  public static func parts(_ text: String, at separator: Character) -> [Substring] {
    var parts: [Substring] = []
    var depth = 0
    var start = text.startIndex
    for index in text.indices {
      switch text[index] {
      case "(": depth += 1
      case ")": depth -= 1
      case separator where depth == 0:
        parts.append(text[start..<index])
        start = text.index(after: index)
      default: break
      }
    }
    return parts + [text[start...]]
  }

  /// Reads `name=value`.
  public static func assignment(_ text: String) throws(Fault) -> (name: String, value: String) {
    try assignment(Substring(text), in: Substring(text))
  }

  /// The spelling without unnecessary white space.
  public var described: String {
    arguments.isEmpty ? name : name + "(" + arguments.map { "\($0.name)=\($0.value)" }.joined(separator: ",") + ")"
  }

  private static func assignment(_ part: Substring, in whole: Substring) throws(Fault) -> (name: String, value: String)
  {
    guard let equals = part.firstIndex(of: "=") else {
      throw Messages.malformedAssignment(String(trimmed(part)), in: String(whole))
    }
    let name = trimmed(part[..<equals])
    let value = trimmed(part[part.index(after: equals)...])
    guard !name.isEmpty, !value.isEmpty else {
      throw Messages.malformedAssignment(String(trimmed(part)), in: String(whole))
    }
    return (String(name), String(value))
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text
  }
}
