import Core
import Paging
import Workbench

/// The decisions of a run, request by request, so that two runs can be compared.
struct Decisions: Witness {
  init(divisor: Int = 1) { self.divisor = divisor }

  /// One served request: the adapter, the kind of service, and a digest of the residents afterwards.
  struct Decision: Equatable {
    var adapter: Int
    var kind: Service.Kind
    var residents: UInt64
  }

  private(set) var all: [Decision] = []
  /// Adapters with the same quotient by it count as one.
  private let divisor: Int

  mutating func started(residents: ResidentView) {}

  mutating func served(_ event: ServedEvent) {
    var digest: UInt64 = 0
    for adapter in event.residents.adapters { digest = splitMix64(digest ^ UInt64(adapter.index / divisor)) }
    all.append(Decision(adapter: event.adapter.index / divisor, kind: event.service.kind, residents: digest))
  }

  mutating func planned(at step: Step, residents: ResidentView, loadCost: Double) {}

  /// The first step at which two runs differ; nil if they are equal.
  static func firstDifference(_ a: Decisions, _ b: Decisions) -> Step? {
    for (step, pair) in zip(a.all, b.all).enumerated() where pair.0 != pair.1 { return step }
    return a.all.count == b.all.count ? nil : min(a.all.count, b.all.count)
  }
}
