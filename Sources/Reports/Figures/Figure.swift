import Core

/// A figure of a tournament: a Vega-Lite specification, and its data.
public struct Figure: Sendable {
  /// The stem of its file names: `regret-edge-15-k4`. Unique in a report.
  public let slug: String
  public let title: String
  /// A description with n and the interval.
  public let caption: String
  /// The alternative text: the kind of figure and its content.
  public let alternative: String
  public let specification: JSONValue
  public let data: FigureData
}

/// The numbers of a figure as a tidy table: one row per observation.
public struct FigureData: Sendable {
  public let columns: [String]
  public private(set) var rows: [[JSONValue]] = []

  init(_ columns: [String]) { self.columns = columns }

  mutating func add(_ row: [JSONValue]) {
    precondition(row.count == columns.count)
    rows.append(row)
  }

  /// The table as CSV, header first.
  public func csv(_ form: CSVForm) -> String {
    var text = columns.joined(separator: ",") + "\n"
    for row in rows {
      text += form.row(
        row.map { value in
          if case .null = value { "" } else { value.string ?? value.text }
        })
    }
    return text
  }

  /// As Vega-Lite's inline data: objects of these columns. A policy is written as its label.
  func values(_ labels: [String: String], columns chosen: [String]? = nil) -> JSONValue {
    let places = columns.indices.filter { chosen?.contains(columns[$0]) ?? true }
    return .array(
      rows.map { row in
        .object(
          places.map { place in
            let isName = columns[place] == "policy" || columns[place] == "against"
            let label = isName ? row[place].string.flatMap { labels[$0] } : nil
            return .init(columns[place], label.map(JSONValue.string) ?? row[place])
          })
      })
  }
}
