import Core

/// Text from outside as it stands in Markdown.
enum Markdown {
  /// The text on one line, shown as it is: no table cell, link, picture, code or HTML begins in it.
  static func escaped(_ text: String) -> String {
    shown(text).reduce(into: "") { text, character in
      text += "|*_<\\`[]".contains(character) ? "\\\(character)" : String(character)
    }
  }
}
