import Core
import Results

extension HtmlReport {
  /// The ranked policies, and the bounds.
  var standingsSection: Section {
    guard let standings = leaderboard.standings else {
      return Section(id: "leaderboard", title: "Leaderboard", html: Html.paragraph(leaderboard.answer))
    }
    let isOverall = leaderboard.boards.count > 1
    let unit =
      isOverall
      ? "Utility for each request, every board weighing the same."
      : "Utility, summed over \(grouped(leaderboard.boards[0].requests)) requests of \(leaderboard.boards[0].name)."
    var html = Html.paragraph(
      "\(unit) Policies share a rank where the interval of their paired difference holds zero.", class: "quiet")
    html += tables(of: standings, perRequest: isOverall)
    return Section(id: "leaderboard", title: "Leaderboard", html: html)
  }

  /// The ranked, and the bounds if there are any.
  func tables(of standings: Standings, perRequest: Bool) -> String {
    let table = StandingsTable(standings, perRequest: perRequest)
    let bounds = table.bounds.map {
      $0.html(caption: "Bounds: shown the future, never ranked.", swatch: swatch)
    }
    return table.ranked.html(caption: table.caption, names: 1, swatch: swatch) + (bounds ?? "")
  }

  /// Forfeited cells and their faults; nil if there are none.
  var forfeitSection: Section? {
    guard let table = LeaderboardTables(leaderboard).absences else { return nil }
    var html = Html.paragraph(
      "A policy that lost a cell to a fault, or has too few, is not ranked on that board nor over all.", class: "quiet")
    html += table.html(swatch: swatch)
    for absence in leaderboard.absences where !absence.forfeits.isEmpty { html += reasons(of: absence) }
    return Section(id: "forfeits", title: "Forfeits", html: html)
  }

  /// Each reason once, with the first cell that it ended.
  private func reasons(of absence: Leaderboard.Absence) -> String {
    var html = "<h3>\(swatch(absence.name))\(Html.escaped(absence.name))</h3>\n"
    var groups: [(first: StoredCell, count: Int)] = []
    for cell in absence.forfeits {
      let same = groups.firstIndex {
        $0.first.forfeit!.reason == cell.forfeit!.reason && $0.first.forfeit!.place == cell.forfeit!.place
      }
      if let same { groups[same].count += 1 } else { groups.append((cell, 1)) }
    }
    for (cell, count) in groups.prefix(10) {
      let forfeit = cell.forfeit!
      let place = forfeit.place.map { "\($0): " } ?? ""
      html += Html.paragraph("\(place)\(forfeit.reason) — \(grouped(count)) cell\(count == 1 ? "" : "s")")
      var facts: [(String, String)] = [("first", tournament.grid.id(of: cell.key))]
      if let kind = forfeit.kind { facts.append(("kind", kind)) }
      if let at = forfeit.at { facts.append(("at", at)) }
      if !forfeit.calls.isEmpty { facts.append(("calls", forfeit.calls.joined(separator: "; "))) }
      if let fix = forfeit.fix { facts.append(("fix", fix)) }
      html += Table.facts(facts) + "<pre>\(Html.escaped(forfeit.replay))</pre>\n"
    }
    if groups.count > 10 { html += Html.paragraph("And \(groups.count - 10) other reasons.", class: "quiet") }
    return html
  }

  /// Results over all boards.
  var overallSection: Section? {
    let tables = LeaderboardTables(leaderboard)
    guard !sheet.overall.isEmpty || tables.strengths != nil else { return nil }
    var html = ""
    let pairwise = sheet.overall.filter { $0.slug == "head-to-head" }
    html += self.html(sheet.overall.filter { $0.slug != "head-to-head" })
    html += tables.rankTests.map { Html.paragraph($0) }.joined(separator: "\n")
    if leaderboard.boards.count == 1 {
      html += Html.paragraph(
        "One board: a critical difference diagram needs two or more (several traces or capacities).", class: "quiet")
    }
    if let strengths = tables.strengths {
      html += strengths.html(
        caption: "Bradley–Terry strengths, as log odds, with 95 % intervals; replicates won, drawn and lost.",
        swatch: swatch)
    }
    html += self.html(pairwise)
    return Section(id: "pairs", title: "Policy against policy", html: html)
  }
}
