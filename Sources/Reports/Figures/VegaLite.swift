import Core

/// The common parts of all specifications [Satyanarayan2017]: size, fonts, colours, and policy styles.
///
/// The page's style sheet changes these greys in dark mode; the colours of policies work in both.
enum VegaLite {
  static let ink = "#1f2328"
  static let quiet = "#57606a"
  static let grid = "#d8dee4"
  static let paper = "#ffffff"
  static let width = 600
  /// Least distance of two labels one below the other, in pixels.
  static let lineHeight = 15.0

  /// A chart of layers.
  static func layered(_ alternative: String, width: JSONValue = 600, height: JSONValue, _ layers: [JSONValue])
    -> JSONValue
  {
    chart(alternative, ["width": width, "height": height, "layer": .array(layers)])
  }

  /// A chart of other members.
  static func chart(_ alternative: String, _ members: JSONValue) -> JSONValue {
    let head: JSONValue = [
      "$schema": "https://vega.github.io/schema/vega-lite/v6.json", "description": .string(alternative),
      "background": "transparent", "config": config,
    ]
    return .object((head.members ?? []) + (members.members ?? []))
  }

  private static let config: JSONValue = [
    "aria": false, "font": "Liberation Sans, Arial, Helvetica, sans-serif",
    "padding": ["left": 8, "top": 6, "right": 16, "bottom": 6],
    "view": ["stroke": .null],
    "axis": [
      "labelColor": .string(ink), "titleColor": .string(ink), "domainColor": .string(quiet),
      "tickColor": .string(quiet), "gridColor": .string(grid), "labelFontSize": 11, "titleFontSize": 12,
      "titleFontWeight": "normal", "labelLimit": 240, "titlePadding": 8,
      "labelFlush": false,
    ],
    "text": ["color": .string(ink), "fontSize": 11],
    "title": ["color": .string(ink), "fontSize": 12, "fontWeight": "bold", "anchor": "start", "offset": 6],
  ]

  /// Inline data.
  static func data(_ values: JSONValue) -> JSONValue { ["values": values] }

  /// The channel that gives policies their colours, dashes (`strokeDash`) or points (`shape`).
  static func policies(_ styles: [PolicyStyle], _ look: (PolicyStyle) -> JSONValue) -> JSONValue {
    [
      "field": "policy", "type": "nominal", "legend": .null,
      "scale": ["domain": .array(styles.map { .string($0.label) }), "range": .array(styles.map(look))],
    ]
  }

  static func colour(_ styles: [PolicyStyle]) -> JSONValue { policies(styles) { .string($0.colour) } }

  static func dash(_ styles: [PolicyStyle]) -> JSONValue {
    policies(styles) { .array($0.dash.map(JSONValue.integer)) }
  }

  static func shape(_ styles: [PolicyStyle]) -> JSONValue { policies(styles) { .string($0.shape) } }

  /// A number's channel.
  static func number(_ field: String, title: String? = nil, _ more: JSONValue = [:]) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("field", .string(field)), .init("type", "quantitative"),
      .init("title", title.map(JSONValue.string) ?? .null),
    ]
    members += more.members ?? []
    return .object(members)
  }

  /// Policies down the side, in the order given.
  static func rows(_ styles: [PolicyStyle]) -> JSONValue {
    [
      "field": "policy", "type": "nominal", "title": .null, "sort": .null,
      "scale": ["domain": .array(styles.map { .string($0.label) })],
      "axis": ["ticks": false, "domain": false, "labelPadding": 6],
    ]
  }

  static func numbers(_ values: [Double]) -> JSONValue { .array(values.map(JSONValue.number)) }
}
