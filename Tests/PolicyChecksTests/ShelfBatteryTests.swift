import Core
import Policies
import PolicyChecks
import Testing

/// Our own policies, held to what we ask of others.
@Suite("the battery over the shelf", .timeLimit(.minutes(60)))
struct ShelfBatteryTests {
  @Test("finds nothing in a built-in policy", arguments: Candidate.shelf)
  func clean(candidate: Candidate) {
    for verdict in Battery(candidate).run() {
      if let finding = verdict.finding { Issue.record("\(finding.check): \(finding.fault.described)") }
    }
  }
}

extension Candidate: CustomTestStringConvertible {
  public var testDescription: String { name }

  /// Every policy on the shelf.
  static var shelf: [Candidate] {
    Shelf.routers.map { Candidate(name: $0.card.name, card: $0.card, start: .router($0.start)) }
      + Shelf.evictors.map { Candidate(name: $0.card.name, card: $0.card, start: .evictor($0.start)) }
      + Shelf.joints.map { Candidate(name: $0.card.name, card: $0.card, start: .joint($0.start)) }
  }

  static func named(_ name: String) -> Candidate { shelf.first { $0.name == name }! }
}
