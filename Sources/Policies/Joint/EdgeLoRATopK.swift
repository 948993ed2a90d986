import Core

/// Serves with the best resident adapter among the k best of all; loads the best where none of them is resident.
///
/// Scores are those of LinUCB, without page-in costs; the victim is the adapter used longest ago.
/// Source: [Shen2025] as published: top k, resident ones first in order of score, else load the best, LRU. There a
/// classifier trained in advance scores adapters; LinUCB, which learns online, is our choice. Ties go to the lowest
/// index. O(N·d²) per request, O(K) per miss.
public struct EdgeLoRATopK: Policy, BuiltIn {
  public static let card = Card(
    name: "edgelora-topk", title: "EdgeLoRA top-k", kind: .joint,
    summary: "Serves with the best resident adapter among the k best of all; loads the best where none is resident.",
    sources: ["Shen2025", "Li2010"],
    parameters: [
      Parameter("k", "3", .integer(1...1_000_000), "how many of the best adapters a resident one may stand among")
    ] + LinearParameters.upperConfidence, traits: [.memory, .sized])

  private var bandit: LinearArms
  private let alpha: Alpha
  private let k: Int
  /// For each adapter, the order of its last use; 0 if it was not used yet.
  private var lastUse: [Int]
  private var uses = 0

  public init(_ setting: Setting) throws(Fault) {
    bandit = try LinearArms(setting, of: Self.card)
    alpha = Alpha(setting, dimension: bandit.dimension)
    k = setting.parameters.integer("k")
    lastUse = Array(repeating: 0, count: setting.adapterCount)
  }

  public mutating func route(_ request: Request, residents: ResidentView) throws(Fault) -> AdapterID {
    if let adapter = bandit.burnInAdapter(at: request.step) { return adapter }
    let scores = try bandit.scores(for: request, alpha: alpha.at(request.step))
    let best = Self.highest(scores) { _ in true }!
    guard let resident = Self.highest(scores, where: { residents.contains(AdapterID($0)) }) else {
      return AdapterID(best)
    }
    let ahead = scores.indices.count { adapter in
      scores[adapter] > scores[resident] || (scores[adapter] == scores[resident] && adapter < resident)
    }
    return AdapterID(ahead < k ? resident : best)
  }

  private static func highest(_ scores: [Double], where isEligible: (Int) -> Bool) -> Int? {
    var best: Int?
    for adapter in scores.indices where isEligible(adapter) {
      if let known = best, scores[adapter] <= scores[known] { continue }
      best = adapter
    }
    return best
  }

  public mutating func learn(_ outcome: Outcome) throws(Fault) { try bandit.learn(outcome) }

  public mutating func used(_ use: Use) {
    uses += 1
    lastUse[use.adapter.index] = uses
  }

  public mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? {
    residents.first(minimising: { lastUse[$0.index] })
  }
}
