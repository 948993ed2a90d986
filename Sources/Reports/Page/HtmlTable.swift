extension Table {
  /// The table in HTML; its first row is the header.
  ///
  /// - Parameters:
  ///   - caption: plain text, below.
  ///   - names: the column that names a row.
  ///   - swatch: HTML before a name.
  func html(caption: String? = nil, names: Int = 0, swatch: (String) -> String = { _ in "" }) -> String {
    guard let header = rows.first else { return "" }
    var text = "<div class=\"scroll\"><table>\n"
    if let caption { text += "<caption>\(Html.escaped(caption))</caption>\n" }
    text += "<thead><tr>"
    for (column, title) in header.enumerated() {
      text += Html.element("th", "scope=\"col\"" + (isLeft(column) ? " class=\"left\"" : ""), Html.escaped(title))
    }
    text += "</tr></thead>\n<tbody>\n"
    for row in rows.dropFirst() {
      text += "<tr>"
      for (column, cell) in row.enumerated() {
        let content = (column == names ? swatch(cell) : "") + Html.escaped(cell)
        let kinds = classes(column, cell)
        text += column == names ? Html.element("th", "scope=\"row\"" + kinds, content) : "<td\(kinds)>\(content)</td>"
      }
      text += "</tr>\n"
    }
    return text + "</tbody></table></div>\n"
  }

  private func classes(_ column: Int, _ cell: String) -> String {
    var names: [String] = []
    if isLeft(column) { names.append("left") }
    if cell.count > 40 { names.append("long") } else if cell.contains(" to ") { names.append("interval") }
    return names.isEmpty ? "" : " class=\"\(names.joined(separator: " "))\""
  }

  /// Names and values, both plain text.
  static func facts(_ facts: [(String, String)]) -> String {
    var text = "<div class=\"scroll\"><table class=\"facts\"><tbody>\n"
    for (name, value) in facts {
      text += "<tr>" + Html.element("th", "scope=\"row\" class=\"left\"", Html.escaped(name))
      text += Html.element("td", "", Html.escaped(value)) + "</tr>\n"
    }
    return text + "</tbody></table></div>\n"
  }
}
