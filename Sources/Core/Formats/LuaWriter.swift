extension LuaValue {
  /// The text of a file that holds the table; reading it gives the same value. Same value, same bytes.
  ///
  /// The fields of the table stand on lines of their own. So do the tables of a list of tables; any other inner table has one line
  /// where that takes at most 132 columns or holds numbers alone.
  ///
  /// - Parameter head: comments above, a line each.
  public func fileText(head: [String] = []) -> String {
    var writer = LuaWriter()
    for line in head { writer.comment(line, indent: "") }
    writer.text += "return "
    writer.table(entries ?? [], indent: "")
    writer.text += "\n"
    return writer.text
  }

  /// A Lua string literal; control characters and quotes are escaped, so that it reads back the same.
  public static func quoted(_ text: String) -> String {
    quotedLiteral(text) { scalar in
      guard scalar.value < 0x20 || scalar.value == 0x7f else { return nil }
      let code = String(scalar.value)
      return "\\" + String(repeating: "0", count: 3 - code.count) + code
    }
  }
}

/// Lays a table out.
private struct LuaWriter {
  static let width = 132
  /// Words that Lua keeps for itself: names only in quotes.
  static let keywords: Set<String> = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil",
    "not", "or",
    "repeat", "return", "then", "true", "until", "while",
  ]

  var text = ""

  /// A comment's lines; an empty one is an empty line.
  mutating func comment(_ comment: String, indent: String) {
    for line in comment.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      text += line.isEmpty ? "\n" : "\(indent)-- \(line)\n"
    }
  }

  mutating func table(_ entries: [LuaValue.Entry], indent: String) {
    text += "{\n"
    let inner = indent + "  "
    for entry in entries {
      for line in entry.comments { comment(line, indent: inner) }
      text += inner
      if let name = entry.name { text += Self.name(name) + " = " }
      value(entry.value, indent: inner, behind: inner.utf8.count + (entry.name?.utf8.count ?? -3) + 3)
      text += ",\n"
    }
    text += indent + "}"
  }

  private mutating func value(_ value: LuaValue, indent: String, behind column: Int) {
    guard case .table(let entries) = value.content else {
      text += Self.flat(value)
      return
    }
    let isListOfTables =
      entries.count > 1 && entries.allSatisfy { $0.name == nil && $0.value.entries?.isEmpty == false }
    let isCommented = entries.contains { !$0.comments.isEmpty }
    if !isListOfTables, !isCommented {
      let line = Self.flat(value)
      if column + line.utf8.count + 1 <= Self.width || Self.isNumbers(entries) {
        text += line
        return
      }
    }
    table(entries, indent: indent)
  }

  /// On one line.
  private static func flat(_ value: LuaValue) -> String {
    switch value.content {
    case .nothing: return "nil"
    case .flag(let flag): return flag ? "true" : "false"
    case .number(_, let text): return text
    case .text(let text): return LuaValue.quoted(text)
    case .table(let entries):
      guard !entries.isEmpty else { return "{}" }
      if isNumbers(entries) { return "{" + entries.map { flat($0.value) }.joined(separator: ",") + "}" }
      return "{ " + entries.map { ($0.name.map { name($0) + " = " } ?? "") + flat($0.value) }.joined(separator: ", ")
        + " }"
    }
  }

  /// Whether a table is a list of numbers, and of such lists.
  private static func isNumbers(_ entries: [LuaValue.Entry]) -> Bool {
    entries.allSatisfy { entry in
      guard entry.name == nil else { return false }
      switch entry.value.content {
      case .number: return true
      case .table(let inner): return isNumbers(inner)
      default: return false
      }
    }
  }

  private static func name(_ name: String) -> String {
    isIdentifier(name) && !keywords.contains(name) ? name : "[\(LuaValue.quoted(name))]"
  }

  private static func isIdentifier(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(48...57).contains(first) else { return false }
    return name.utf8.allSatisfy { ($0 | 0x20) &- 97 < 26 || $0 &- 48 <= 9 || $0 == UInt8(ascii: "_") }
  }
}
