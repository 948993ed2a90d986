import Core
import Foundation
import Paging
import Testing
import Traces
import Workbench

/// Writes down decisions and planned sets, as the goldens do.
private struct Recorder: Witness {
  var decisions = "t,adapter,hit\n"
  var epochs = "t,resident\n"

  mutating func started(residents: ResidentView) {}
  mutating func served(_ event: ServedEvent) {
    decisions += "\(event.request.step),\(event.adapter.index),\(event.service.isHit ? 1 : 0)\n"
  }
  mutating func planned(at step: Step, residents: ResidentView, loadCost: Double) {
    epochs += "\(step),\(residents.adapters.map { String($0.index) }.joined(separator: " "))\n"
  }
}

@Suite("POLAR in Lua on the golden logs", .timeLimit(.minutes(60)))
struct GoldenTwinTests {
  /// Those of the repository, and a larger set where it lies beside it.
  static let folders: [(name: String, capacity: Int, given: Entrants.Given)] = [
    ("pond", 2, []), ("creek", 3, [("alpha", "0.3"), ("ridge", "2")]), ("shore", 2, []), ("tiny", 2, []),
    ("edge15", 4, []), ("alpha03", 3, [("alpha", "0.3"), ("ridge", "2")]),
  ].filter { $0.0 == "pond" || FileManager.default.fileExists(atPath: PolicyFiles.golden($0.0).path) }

  private func cell(_ entrant: Entrant, _ folder: URL, capacity: Int) throws -> Cell {
    let trace = try TraceLoader.load(path: folder.path)
    var paging = PagingConfiguration(adapters: trace.adapters, gpu: Capacity(capacity))
    paging.pageInCosts = trace.pageInCosts
    return Cell(entrant: entrant, trace: trace, oracle: nil, paging: paging, seed: Seed(1))
  }

  @Test("its decisions and sets are the recorded ones, byte for byte", arguments: folders, ["polar", "polar-plus"])
  func recorded(folder: (name: String, capacity: Int, given: Entrants.Given), policy: String) throws {
    let golden = PolicyFiles.golden(folder.name)
    var recorder = Recorder()
    _ = try cell(Entrants.named("joint/\(policy)", folder.given), golden, capacity: folder.capacity)
      .run(watchedBy: &recorder)
    #expect(try recorder.decisions == String(contentsOf: golden.appending(path: "\(policy).csv"), encoding: .utf8))
    #expect(try recorder.epochs == String(contentsOf: golden.appending(path: "\(policy).epochs.csv"), encoding: .utf8))
  }

  @Test("every other twin decides as its built-in there", arguments: folders, TwinTests.pairs)
  func twins(
    folder: (name: String, capacity: Int, given: Entrants.Given), pair: (first: String, second: String)
  ) throws {
    if pair.first.hasPrefix("asked") { return }  // these requests name nobody
    let golden = PolicyFiles.golden(folder.name)
    let entrant = try Entrants.twins(pair.first, pair.second, folder.given)
    #expect(throws: Never.self) { try cell(entrant, golden, capacity: folder.capacity).run() }
  }
}
