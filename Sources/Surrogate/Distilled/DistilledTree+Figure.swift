import Core

extension DistilledTree {
  /// A figure as SVG: the root on the left, a row for each leaf. Left children are above right ones.
  public var svg: String {
    let (column, row, top) = (132, 17, 40)
    let deepest = depth
    let (width, height) = ((deepest + 1) * column + 760, top + leafCount * row + 16)
    var body: [String] = []
    var leaf = 0
    /// Draws a part; returns the height of its node.
    func draw(_ place: Int, _ depth: Int) -> Double {
      let node = nodes[place]
      let x = 12 + depth * column
      guard node.feature >= 0 else {
        let y = Double(top + leaf * row + row / 2)
        leaf += 1
        body.append(Self.text(x, y + 4, Self.escaped(forms[node.left].described), "leaf"))
        return y
      }
      let (above, below) = (draw(node.left, depth + 1), draw(node.right, depth + 1))
      let y = (above + below) / 2
      for end in [above, below] {
        body.append("<path d=\"M\(x + 4) \(fixed(y, 1)) V\(fixed(end, 1)) H\(x + column - 4)\"/>")
      }
      let question = "\(PlainFeature.allCases[node.feature].rawValue) < \(Self.number(node.below))"
      body.append(Self.text(x, y - 3, Self.escaped(question), "split"))
      return y
    }
    _ = draw(0, 0)
    let title =
      "The share of what is asked for that one GPU serves, \(profile). The upper branch is where the question holds."
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)">
      <style>
      text { font: 11px sans-serif; fill: #222 } .leaf { fill: #06476b } .title { font-size: 14px }
      path { fill: none; stroke: #999 }
      </style>
      <rect width="100%" height="100%" fill="white"/>
      <text x="12" y="20" class="title">\(Self.escaped(title))</text>
      \(body.joined(separator: "\n"))
      </svg>

      """
  }

  private static func text(_ x: Int, _ y: Double, _ text: String, _ style: String) -> String {
    "<text x=\"\(x)\" y=\"\(fixed(y, 1))\" class=\"\(style)\">\(text)</text>"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }
}
