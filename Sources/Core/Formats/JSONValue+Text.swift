extension JSONValue {
  /// The value on one line, without blanks; numbers in the shortest form that reads back to the same bits, NaN and
  /// infinities, which JSON lacks, as null.
  public var text: String {
    var text = ""
    write(to: &text, indent: nil)
    return text
  }

  /// The value, indented by two blanks per level; lists of plain values on one line.
  public var indentedText: String {
    var text = ""
    write(to: &text, indent: 0)
    return text
  }

  private func write(to text: inout String, indent: Int?) {
    switch self {
    case .null: text += "null"
    case .flag(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += value.isFinite ? "\(value)" : "null"
    case .string(let value): text += JSONLine.quoted(value)
    case .array(let values):
      let inner = values.allSatisfy(\.isPlain) ? nil : indent.map { $0 + 1 }
      Self.write(values, between: ("[", "]"), to: &text, indent: inner, isSpaced: indent != nil) { value, text in
        value.write(to: &text, indent: inner)
      }
    case .object(let members):
      let inner = indent.map { $0 + 1 }
      Self.write(members, between: ("{", "}"), to: &text, indent: inner, isSpaced: false) { member, text in
        text += JSONLine.quoted(member.name) + (indent == nil ? ":" : ": ")
        member.value.write(to: &text, indent: inner)
      }
    }
  }

  private var isPlain: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  /// Writes items separated by commas; with an indent, each on its own line.
  private static func write<Item>(
    _ items: [Item], between brackets: (String, String), to text: inout String, indent: Int?, isSpaced: Bool,
    _ write: (Item, inout String) -> Void
  ) {
    text += brackets.0
    for (place, item) in items.enumerated() {
      if place > 0 { text += "," }
      if let indent {
        text += "\n" + String(repeating: "  ", count: indent)
      } else if isSpaced, place > 0 {
        text += " "
      }
      write(item, &text)
    }
    if let indent, !items.isEmpty { text += "\n" + String(repeating: "  ", count: indent - 1) }
    text += brackets.1
  }
}
