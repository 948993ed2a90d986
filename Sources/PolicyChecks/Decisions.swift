import Core
import Paging
import Workbench

/// What a run did, request by request, so that two runs can be held against each other.
struct Decisions: Witness {
  init(divisor: Int = 1) { self.divisor = divisor }

  /// One served request: by whom, how, and a digest of who was resident afterwards.
  struct Decision: Equatable {
    var adapter: Int
    var kind: Service.Kind
    var residents: UInt64
  }

  private(set) var all: [Decision] = []
  /// Adapters that share a quotient by it count as one.
  private let divisor: Int

  mutating func started(residents: ResidentView) {}

  mutating func served(_ event: ServedEvent) {
    var digest: UInt64 = 0
    for adapter in event.residents.adapters { digest = splitMix64(digest ^ UInt64(adapter.index / divisor)) }
    all.append(Decision(adapter: event.adapter.index / divisor, kind: event.service.kind, residents: digest))
  }

  mutating func planned(at step: Step, residents: ResidentView, loadCost: Double) {}

  /// The first step at which two runs differ; nil where they are the same.
  static func firstDifference(_ a: Decisions, _ b: Decisions) -> Step? {
    for (step, pair) in zip(a.all, b.all).enumerated() where pair.0 != pair.1 { return step }
    return a.all.count == b.all.count ? nil : min(a.all.count, b.all.count)
  }
}
