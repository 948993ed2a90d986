import Core
import Results

/// A tournament as one HTML page that opens offline: readable without scripts, in print, in light and dark.
///
/// Computed from the store alone; the same store and drawings give the same bytes.
public struct HtmlReport {
  /// The state of the figures.
  public enum Art {
    case drawn(Drawings)
    /// No Python here can draw.
    case noPainter
    /// Not wanted.
    case leftOut
  }

  let tournament: StoredTournament
  let leaderboard: Leaderboard
  let sheet: FigureSheet
  let art: Art
  let styles: [String: PolicyStyle]
  /// The drawings by figure slug.
  let numbers: [String: Int]

  public init(_ tournament: StoredTournament, _ leaderboard: Leaderboard, _ sheet: FigureSheet, _ art: Art) {
    self.tournament = tournament
    self.leaderboard = leaderboard
    self.sheet = sheet
    self.art = art
    styles = Dictionary(
      zip(tournament.manifest.policies.map { shown($0.name) }, PolicyStyle.all(of: tournament.manifest)),
      uniquingKeysWith: { first, _ in first })
    numbers = Dictionary(
      sheet.all.enumerated().map { ($1.slug, $0 + 1) }, uniquingKeysWith: { first, _ in first })
  }

  var manifest: Manifest { tournament.manifest }

  /// A part of the page.
  struct Section {
    let id: String
    let title: String
    let html: String
  }

  /// The page, ending in a newline.
  public var text: String {
    let sections =
      [standingsSection, forfeitSection, overallSection].compactMap { $0 } + traceSections
      + [parameterSection, reproductionSection]
    let contents = sections.map { Html.element("li", "", "<a href=\"#\($0.id)\">\(Html.escaped($0.title))</a>") }
    var page = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
      script-src 'unsafe-inline'; img-src data:">
      <meta name="generator" content="polarbench \(Html.escaped(manifest.build.version))">
      <title>\(Html.escaped(title))</title>
      <style>
      \(ShippedFile.text("report.css"))</style>
      </head>
      <body>
      <header>
      <h1>\(Html.escaped(title))</h1>
      \(Html.paragraph(summary, class: "quiet"))
      \(Html.paragraph(leaderboard.answer, class: "answer"))
      \(leaderboard.advice.map { Html.paragraph($0, class: "advice") }.joined(separator: "\n"))
      <nav aria-label="Contents"><ul>\(contents.joined())</ul></nav>
      </header>
      <main>

      """
    for section in sections {
      page += "<section id=\"\(section.id)\">\n<h2>\(Html.escaped(section.title))</h2>\n\(section.html)</section>\n"
    }
    return page + "</main>\n" + footer + scripts + "</body>\n</html>\n"
  }

  /// "8 policies on edge-15".
  private var title: String {
    let policies = manifest.policies.count { !$0.isBound }
    let traces = manifest.traces.count == 1 ? manifest.traces[0].name : "\(manifest.traces.count) traces"
    return "\(policies) polic\(policies == 1 ? "y" : "ies") on \(traces)"
  }

  private var summary: String {
    let boards = manifest.traces.reduce(0) { $0 + $1.capacities.count }
    let shard = manifest.shard.map { "shard \($0.described), " } ?? ""
    let missing = leaderboard.missing == 0 ? "" : ", \(grouped(leaderboard.missing)) of them not played yet"
    return "A tournament over \(boards) board\(boards == 1 ? "" : "s") (a trace at a capacity) and "
      + "\(FigureArtist.replicates(manifest.replicates)): \(shard)\(grouped(leaderboard.cells)) cells\(missing). "
      + "Reference: \(leaderboard.reference)."
  }

  private var footer: String {
    let how =
      switch art {
      case .drawn(let drawings):
        "Figures: \(drawings.drawnBy), from the specifications in this page. The same policy has the same colour and "
          + "dash in all of them."
      case .noPainter, .leftOut: "Figures were not drawn."
      }
    return "<footer>\(Html.paragraph("Drawn from the store by polarbench report, without a rerun. " + how))</footer>\n"
  }

  /// The interactive view; the page is complete without it.
  private var scripts: String {
    guard case .drawn(let drawings) = art, let bundle = drawings.bundle else { return "" }
    let safe = bundle.split(separator: "</script", omittingEmptySubsequences: false).joined(separator: "<\\/script")
    return "<script>\(safe)</script>\n<script>\n"
      + ShippedFile.text("report.js") + "</script>\n"
  }

  /// A stroke in the policy's style of the figures.
  func swatch(_ name: String) -> String {
    guard let style = styles[name] else { return "" }
    let dash =
      style.dash == [1, 0] ? "" : " stroke-dasharray=\"\(style.dash.map(String.init).joined(separator: " "))\""
    return
      "<svg class=\"swatch\" viewBox=\"0 0 30 10\" aria-hidden=\"true\"><line x1=\"0\" y1=\"5\" x2=\"30\" y2=\"5\" "
      + "stroke=\"\(style.colour)\" stroke-width=\"2.5\"\(dash)/></svg>"
  }

  func html(_ figures: [Figure]) -> String { figures.map(html).joined() }

  private func html(_ figure: Figure) -> String {
    let name = "<b>Figure \(numbers[figure.slug] ?? 0). \(Html.escaped(figure.title)).</b>"
    return """
      <figure id="figure-\(figure.slug)" data-figure="\(figure.slug)">
      <div class="drawing">\(drawing(of: figure))</div>
      <figcaption>\(name) \(Html.escaped(figure.caption))</figcaption>
      <script type="application/json" id="spec-\(figure.slug)">\(Html.scriptData(figure.specification.text))</script>
      </figure>

      """
  }

  private func drawing(of figure: Figure) -> String {
    switch art {
    case .drawn(let drawings):
      guard let drawing = drawings.figures[figure.slug], let svg = drawing.svg, svg.hasPrefix("<svg ") else {
        let reason = drawings.figures[figure.slug]?.error ?? "no drawing came back"
        return Html.paragraph("This figure could not be drawn: \(reason)", class: "missing")
      }
      return "<svg role=\"img\" aria-label=\"\(Html.escaped(figure.alternative))\" " + svg.dropFirst("<svg ".count)
    case .noPainter: return Html.paragraph(Messages.noPainter, class: "missing")
    case .leftOut: return Html.paragraph("Figures were left out.", class: "missing")
    }
  }
}
