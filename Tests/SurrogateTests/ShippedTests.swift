import Core
import Foundation
import Testing
import Twin

@testable import Surrogate

@Suite("Shipped surrogates", .timeLimit(.minutes(60)))
struct ShippedTests {
  @Test("are the files of profiles/surrogate, each of the profile that is shipped")
  func shipped() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "profiles/surrogate")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".surrogate") }
    #expect(files.map { String($0.dropLast(".surrogate".count)) }.sorted() == ShippedSurrogates.names)
    for (name, text) in ShippedSurrogates.texts {
      #expect(try String(contentsOf: folder.appending(path: name + ".surrogate"), encoding: .utf8) == text)
      #expect(text.utf8.count < 1 << 20)
      #expect(try SurrogateModel(text: text, file: name).text == text)
      let profile = try ShippedTwinProfiles.named(name)
      let surrogate = try Surrogate.shipped(for: profile)
      let tree = try DistilledTree.shipped(for: profile)
      #expect(tree.leafCount <= 64)
      #expect(try String(contentsOf: folder.appending(path: name + ".txt"), encoding: .utf8) == tree.text)
      #expect(try String(contentsOf: folder.appending(path: name + ".lua"), encoding: .utf8) == tree.lua)
      #expect(try String(contentsOf: folder.appending(path: name + ".svg"), encoding: .utf8) == tree.svg)
      let load = LoadSummary(try (0..<96).map { _ in try AdapterLoad(rank: 16, rate: 0.1) })
      let share = tree.servedShare(PlainFeature.values(load, slots: 32))
      #expect(abs(surrogate.throughput(load, slots: 32) / load.tokenRate - share) < 0.05)
      #expect(!surrogate.isStarved(load, slots: 32))
    }
  }

  @Test(
    "say what their old files said, to the last bit: written as those were, they are the same bytes, which read the same",
    arguments: [
      ("llama-3.1-8b-h100", "f4921d84079af0282ba7a1ea6d66f48c9bf9ba78c92d73f29d214b10ee7cce14"),
      ("qwen-2.5-7b-h100", "b3a9dc68703d974ca28bcfc4b9bf95ad5b8fec5608859f42c365f905fc960cf3"),
    ])
  func oldForm(name: String, hash: String) throws {
    let text = try #require(ShippedSurrogates.texts.first { $0.name == name }?.text)
    let model = try SurrogateModel(text: text, file: name)
    let old = OldSurrogate.text(of: model)
    #expect(Surrogate.hash(of: Array(old.utf8)) == hash)
    #expect(try SurrogateModel(text: old, file: "old") == model)
  }

  @Test("are refused with a profile that was edited, and there is none of another name")
  func others() throws {
    var profile = try ShippedTwinProfiles.named(ShippedSurrogates.names[0])
    profile.notes.append("edited")
    #expect(throws: Fault.self) { try Surrogate.shipped(for: profile) }
    #expect(throws: Fault.self) { try DistilledTree.shipped(for: profile) }
    profile.name = "mine"
    #expect(throws: Messages.noSurrogate("mine", ShippedSurrogates.names)) { try Surrogate.shipped(for: profile) }
    #expect(throws: Messages.noSurrogate("mine", ShippedSurrogates.names)) { try DistilledTree.shipped(for: profile) }
  }

  /// Runs of our twin, and those measured where they lie beside us; how many are clean at least.
  static let runs: [(table: URL, rows: Int)] =
    [(ownRuns, 12)] + (measurements == nil ? [] : [(measurements!.appending(path: "runs_e2e.csv"), 301)])

  @Test("meet the runs of the twin and of the servers", arguments: ShippedSurrogates.names, runs)
  func measured(name: String, runs: (table: URL, rows: Int)) throws {
    let surrogate = try Surrogate.shipped(for: try ShippedTwinProfiles.named(name))
    let scored = try MeasuredRuns(BatchTable(path: runs.table.path), against: surrogate)
    #expect(scored.clean.rows >= runs.rows)
    #expect(scored.clean.halfSMAPE < 4)
    #expect(scored.clean.macroF1! > 0.95)
  }
}
