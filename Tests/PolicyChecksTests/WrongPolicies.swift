import Core

/// Policies that fall short, each in one way.
struct Wrong: Policy {
  enum Way: String, CaseIterable, Sendable {
    case strangerRouted, strangerVictim, absentVictim, pinnedVictim, victimlessEvictor, trustsItsOwnList
    case plansTooMany, plansTwice, leavesPinnedOut, plansForEver
    case notRepeatable, drawsUnclaimed, remembersUnclaimed, countsAdapters
    case throwsInLearn, throwsInUsed, throwsInAdmit, throwsInStart
  }

  static let card = Card(name: "wrong", title: "Wrong", kind: .joint, summary: "For tests.", sources: [])

  /// Grows with each policy that is started: what no policy may look at.
  nonisolated(unsafe) private static var started: UInt64 = 0

  private let way: Way
  private var stream: RandomStream
  private var uses: [Int]
  private var mine: [AdapterID] = []
  private let setting: Setting
  private(set) var nextPlan: Step = .never

  init(_ way: Way, _ setting: Setting) throws(Fault) {
    self.way = way
    self.setting = setting
    stream = RandomStream(setting.seed)
    uses = Array(repeating: 0, count: setting.adapterCount)
    if way == .throwsInStart { throw Fault("start is wrong") }
    if way == .notRepeatable {
      Self.started += 1
      stream = RandomStream(Seed(Self.started))
    }
    if [.plansTooMany, .plansTwice, .leavesPinnedOut, .plansForEver].contains(way) { nextPlan = 20 }
  }

  func route(_ request: Request, residents: ResidentView) -> AdapterID {
    way == .strangerRouted && request.step == 7 ? AdapterID(setting.adapterCount) : request.asked ?? AdapterID(0)
  }

  func learn(_ outcome: Outcome) throws(Fault) {
    if way == .throwsInLearn, outcome.hit { throw Fault("learn is wrong") }
  }

  mutating func used(_ use: Use) throws(Fault) {
    if way == .throwsInUsed, use.kind == .hit { throw Fault("used is wrong") }
    uses[use.adapter.index] += 1
    if use.kind == .pageIn || use.kind == .placed { mine.append(use.adapter) }
  }

  func admit(_ incoming: Use, among residents: ResidentView) throws(Fault) -> Bool {
    if way == .throwsInAdmit { throw Fault("admit is wrong") }
    return true
  }

  mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? {
    switch way {
    case .strangerVictim: return AdapterID(-3)
    case .absentVictim:
      return (0..<setting.adapterCount).map { AdapterID($0) }.first {
        !residents.contains($0) && $0 != incoming.adapter
      }
    case .pinnedVictim: return residents.adapters.first
    case .victimlessEvictor: return incoming.step == 30 ? nil : residents.first(minimising: { $0 })
    case .trustsItsOwnList: return mine.removeFirst()
    case .notRepeatable, .drawsUnclaimed:
      let all = residents.adapters.filter(residents.mayLeave)
      return all.isEmpty ? nil : all[stream.integer(below: all.count)]
    case .remembersUnclaimed: return residents.first(minimising: { uses[$0.index] })
    case .countsAdapters: return residents.first(minimising: { ($0.index + uses.count) % 7 })
    default: return residents.first(minimising: { $0 })
    }
  }

  mutating func plan(at step: Step, residents: ResidentView) -> [AdapterID]? {
    nextPlan = way == .plansForEver ? step : .never
    switch way {
    case .plansTooMany: return (0...setting.capacity.amount).map { AdapterID($0) }
    case .plansTwice: return [AdapterID(0), AdapterID(0)]
    case .leavesPinnedOut: return []
    default: return nil
    }
  }

  mutating func grow(to adapterCount: Int) {
    uses += Array(repeating: 0, count: adapterCount - uses.count)
  }
}
