import Core
import Results

extension HtmlReport {
  /// A section for each trace, with its boards.
  var traceSections: [Section] {
    manifest.traces.indices.compactMap { index in
      let trace = manifest.traces[index]
      let boards = leaderboard.boards.indices.filter { leaderboard.boards[$0].trace == index }
      guard !boards.isEmpty else { return nil }
      var html = Html.paragraph(described(trace), class: "quiet") + html(sheet.traces[index])
      if sheet.traces[index].isEmpty, trace.capacities.count == 1 {
        html += Html.paragraph(
          "One capacity: the miss ratio against capacity needs two or more (--capacity 2,4,8).", class: "quiet")
      }
      for board in boards { html += self.html(board) }
      return Section(id: "trace-\(index + 1)", title: trace.name, html: html)
    }
  }

  /// The table and figures of a board.
  private func html(_ index: Int) -> String {
    let board = leaderboard.boards[index]
    let capacity = manifest.traces[board.trace].capacities[board.capacity]
    var html = "<h3>\(Html.escaped(board.name))</h3>\n"
    let share = capacity.share < 1 ? ", \(fixed(100 * capacity.share, 0)) % of what all adapters take" : ""
    html += Html.paragraph(
      "Capacity \(grouped(capacity.amount)) \(capacity.unit)\(share); utility summed over "
        + "\(grouped(board.requests)) requests.", class: "quiet")
    if leaderboard.boards.count > 1 { html += tables(of: board.standings, perRequest: false) }
    html += self.html(sheet.boards[index])
    if sheet.boards[index].isEmpty {
      html += Html.paragraph(
        "The figures of this board are not in this page: polarbench report --board \(ShellWord.quoted(board.name)) draws them.",
        class: "quiet")
    }
    return html
  }

  private func described(_ trace: Manifest.Trace) -> String {
    let contexts = trace.dimension > 0 ? ", contexts of \(trace.dimension) numbers" : ""
    let regret =
      !trace.hasRewards
      ? " No rewards: net reward is minus the costs." : trace.usesMeans ? " Regret is against mean utilities." : ""
    return "\(trace.kind == .scenario ? "Scenario" : "Trace") \(trace.source): \(grouped(trace.requests)) requests, "
      + "\(grouped(trace.adapters.count)) adapters\(contexts).\(regret)"
  }
}
