import Core

/// Text from outside, escaped for Markdown.
enum Markdown {
  /// The text on one line, displayed unchanged: it cannot start a table cell, link, picture, code or HTML.
  static func escaped(_ text: String) -> String {
    shown(text).reduce(into: "") { text, character in
      text += "|*_<\\`[]".contains(character) ? "\\\(character)" : String(character)
    }
  }
}
