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

  @Test("are refused with an edited profile, and do not exist for another name")
  func others() throws {
    var profile = try ShippedTwinProfiles.named(ShippedSurrogates.names[0])
    profile.notes.append("edited")
    #expect(throws: Fault.self) { try Surrogate.shipped(for: profile) }
    #expect(throws: Fault.self) { try DistilledTree.shipped(for: profile) }
    profile.name = "mine"
    #expect(throws: Messages.noSurrogate("mine", ShippedSurrogates.names)) { try Surrogate.shipped(for: profile) }
    #expect(throws: Messages.noSurrogate("mine", ShippedSurrogates.names)) { try DistilledTree.shipped(for: profile) }
  }

  @Test(
    "meet the measured runs", .enabled(if: measurements != nil), arguments: ShippedSurrogates.names)
  func measured(name: String) throws {
    let surrogate = try Surrogate.shipped(for: try ShippedTwinProfiles.named(name))
    let table = try BatchTable(path: measurements!.appending(path: "runs_e2e.csv").path)
    let runs = try MeasuredRuns(table, against: surrogate)
    #expect(runs.clean.rows > 300)
    #expect(runs.clean.halfSMAPE < 4)
    #expect(runs.clean.macroF1! > 0.95)
  }
}
