import Core

/// Text escaped for HTML. Names come from untrusted files: all text of a page goes through here.
enum Html {
  /// Safe between tags and in quoted attributes.
  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in shown(text).unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// JSON for a script element: it cannot end the element.
  static func scriptData(_ json: String) -> String {
    json.split(separator: "<", omittingEmptySubsequences: false).joined(separator: "\\u003c")
  }

  /// An element around content that is HTML already.
  static func element(_ name: String, _ attributes: String = "", _ content: String) -> String {
    "<\(name)\(attributes.isEmpty ? "" : " " + attributes)>\(content)</\(name)>"
  }

  /// A paragraph of plain text.
  static func paragraph(_ text: String, class name: String? = nil) -> String {
    element("p", name.map { "class=\"\($0)\"" } ?? "", escaped(text))
  }
}
