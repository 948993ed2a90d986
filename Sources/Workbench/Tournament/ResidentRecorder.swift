import Core
import Results

/// Records the resident set over time, as spells.
struct ResidentRecorder: Witness {
  /// The most spells that are kept.
  static let limit = 20_000

  /// For each adapter the request since which it is resident; −1 if it is not.
  private var since: [Int]
  private var words: [UInt64]
  private var spells: [ResidentSpells.Spell] = []
  private var plans: [Int] = []
  /// The end of the record, once it is full.
  private var until: Int?

  init(adapterCount: Int) {
    since = Array(repeating: -1, count: adapterCount)
    words = Array(repeating: 0, count: (adapterCount + 63) / 64)
  }

  mutating func started(residents: ResidentView) {}

  mutating func served(_ event: ServedEvent) {
    guard until == nil else { return }
    let step = event.request.step
    let now = event.residents.unsafeParts.resident
    for word in words.indices where now[word] != words[word] {
      var changed = now[word] ^ words[word]
      while changed != 0 {
        let adapter = word * 64 + changed.trailingZeroBitCount
        changed &= changed - 1
        if since[adapter] >= 0 {
          spells.append(.init(adapter: adapter, first: since[adapter], end: step))
          since[adapter] = -1
        } else {
          since[adapter] = step
        }
      }
      words[word] = now[word]
    }
    if spells.count >= Self.limit { until = step + 1 }
  }

  mutating func planned(at step: Step, residents: ResidentView, loadCost: Double) {
    if until == nil { plans.append(step) }
  }

  /// The record of `requests` requests.
  func spells(requests: Int) -> ResidentSpells {
    let until = self.until ?? requests
    var all = spells
    for adapter in since.indices where since[adapter] >= 0 && since[adapter] < until {
      all.append(.init(adapter: adapter, first: since[adapter], end: until))
    }
    all.sort { ($0.first, $0.adapter) < ($1.first, $1.adapter) }
    return ResidentSpells(spells: all, plans: plans, until: until)
  }
}
