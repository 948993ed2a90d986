import Core

/// Whether the reference is better than the others, in words.
public struct Answer: Sendable {
  /// A policy whose interval of the difference to the reference contains zero.
  public struct Open: Sendable, Equatable {
    public let policy: String
    /// More replicates that would likely decide; nil if no number can be estimated.
    public let replicatesToDecide: Int?
    /// Whether both earned the same in every replicate.
    public let isIdentical: Bool
  }

  public let reference: String
  /// Policies that earn less than the reference, by the interval; sorted by rank, like the lists below.
  public let beaten: [String]
  /// Policies that earn more, by the interval.
  public let better: [String]
  public let open: [Open]
  /// Policies among `beaten` and `better` that would be open if all pairs were tested at 5 % together.
  public let openByHolm: [String]
  private let first: String
  private let replicates: Int
  private let boards: Int
  private let pairs: Int

  /// - Parameter reference: Its index in the ranking.
  /// - Parameter boards: The number of boards in the ranking's means.
  public init(_ ranking: Ranking, reference: Int, boards: Int = 1) {
    self.reference = ranking.policies[reference]
    self.boards = boards
    replicates = ranking.count
    first = ranking.order.first.map { ranking.policies[$0] } ?? self.reference
    let ranked = ranking.order.count
    pairs = ranked * (ranked - 1) / 2
    var beaten: [String] = []
    var better: [String] = []
    var open: [Open] = []
    var openByHolm: [String] = []
    for other in ranking.order where other != reference {
      let difference = ranking.difference(reference, minus: other)
      let name = ranking.policies[other]
      switch difference.verdict {
      case .more: beaten.append(name)
      case .less: better.append(name)
      case .open:
        open.append(
          Open(
            policy: name, replicatesToDecide: difference.replicatesToDecide,
            isIdentical: difference.method == .allEqual && difference.mean == 0))
      }
      if difference.verdict != .open, let holm = difference.holm, holm > 0.05 { openByHolm.append(name) }
    }
    (self.beaten, self.better, self.open, self.openByHolm) = (beaten, better, open, openByHolm)
  }

  /// One paragraph.
  ///
  ///     polar-plus earns more than polar; cannot be told from linucb+lru (95 % intervals of the paired difference,
  ///     20 replicates). About 34 more replicates would tell it from linucb+lru, …
  public var text: String {
    guard !(beaten + better).isEmpty || !open.isEmpty else { return "\(reference) played alone." }
    guard replicates > 1 else {
      return "\(first) earned most; one replicate says nothing of how sure that is."
    }
    return ([verdicts] + [holm, more, identical].compactMap { $0 }).joined(separator: " ")
  }

  private var verdicts: String {
    let groups = [
      ("earns more than", beaten), ("earns less than", better), ("cannot be told from", open.map(\.policy)),
    ]
    let parts = groups.filter { !$0.1.isEmpty }.map { "\($0.0) \(Self.list($0.1))" }
    let over = boards > 1 ? ", over \(boards) boards" : ""
    return "\(reference) \(parts.joined(separator: "; ")) (95 % intervals of the paired difference, "
      + "\(grouped(replicates)) replicates\(over))."
  }

  private var holm: String? {
    guard !openByHolm.isEmpty else { return nil }
    return "With all \(grouped(pairs)) pairs held to 5 % at once (Holm), \(Self.list(openByHolm)) "
      + "\(openByHolm.count == 1 ? "is" : "are") open too."
  }

  private var more: String? {
    let known = open.compactMap { open in open.replicatesToDecide.map { (open.policy, $0) } }
      .sorted { $0.1 < $1.1 }
    guard !known.isEmpty else { return nil }
    let parts = known.prefix(4).map { name, count in
      "\(count > 10_000 ? "over 10 000" : grouped(count)) more to tell it from \(name)"
    }
    return "Replicates needed, for four chances in five if mean and spread stay as seen: "
      + parts.joined(separator: ", ") + (known.count > 4 ? ", and more for the others." : ".")
  }

  private var identical: String? {
    let names = open.filter(\.isIdentical).map(\.policy)
    return names.isEmpty ? nil : "\(Self.list(names)) earned the same as \(reference) in every replicate."
  }

  /// "a, b and c"; of more than eight the first seven and a count.
  static func list(_ names: [String]) -> String {
    let shown = names.count <= 8 ? names : names.prefix(7) + ["\(names.count - 7) others"]
    return shown.count < 2 ? shown.joined() : shown.dropLast().joined(separator: ", ") + " and " + shown.last!
  }
}

extension Leaderboard {
  /// The closing sentences: the result against the reference.
  public var answer: String {
    guard let standings else { return "No policy finished: nothing is ranked." }
    guard let place = standings.reference else {
      let why =
        absences.first { $0.name == reference }.map {
          $0.forfeits.isEmpty
            ? "has \(grouped($0.missing)) of \(grouped($0.cells)) cells yet to play"
            : "forfeited \(grouped($0.forfeits.count)) of \(grouped($0.cells)) cells"
        } ?? "does not play on every board"
      let best = standings.ranked.first.map { "; \($0.name) earned most of \(standings.ranked.count)" } ?? ""
      return "\(reference) \(why), so that nobody is compared with it\(best)."
    }
    return Answer(standings.ranking, reference: place, boards: boards.count > 1 ? boards.count : 1).text
  }

  /// Observations that weaken the answer, and what to try; one per line.
  public var advice: [String] {
    var lines: [String] = []
    if missing > 0 { lines.append(Messages.unfinished(missing, of: cells)) }
    guard let standings else { return lines }
    let count = standings.replicates.count
    lines += standings.advice
    if count > 1 {
      for board in boards where board.standings.ranked.allSatisfy({ $0.netReward.isConstant }) {
        lines.append(Messages.alikeReplicates(board.name))
      }
    }
    if let friedman {
      if friedman.boards < 10 { lines.append(Messages.fewBoards(friedman.boards)) }
      if friedman.bestP > 0.05 { lines.append(Messages.noDifferenceOfRanks(friedman.bestP)) }
    }
    return lines
  }
}

extension Standings {
  /// Observations in one table that weaken its result, and what to try; one per line.
  public var advice: [String] {
    var lines: [String] = []
    if replicates.count < PairedDifference.fewestResampled { lines.append(Messages.fewReplicates(replicates.count)) }
    for (a, b) in zip(ranked, ranked.dropFirst()) where a.netReward == b.netReward {
      lines.append(Messages.identical(a.name, b.name))
    }
    return lines
  }
}
