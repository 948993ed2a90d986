import Core

extension CommandMessages {
  package static func noBoard(_ name: String, _ boards: [String]) -> Fault {
    let nearest = nearestName(to: name, among: boards).map { "did you mean '\($0)'? " } ?? ""
    let shown = boards.prefix(8).joined(separator: ", ") + (boards.count > 8 ? " and \(boards.count - 8) more" : "")
    return Fault("there is no board '\(name)'", fix: nearest + "there are: \(shown)")
  }

  package static let figuresNotDrawn =
    "no Python here has vl-convert, which draws the figures; scripts/setup installs it, then run report again"
}
