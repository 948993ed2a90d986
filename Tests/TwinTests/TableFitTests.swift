import Core
import Foundation
import Testing

@testable import Twin

/// Small tables of a server, and the profile that a fit should find in them.
struct ServerTables: CustomTestStringConvertible, Sendable {
  var folder: URL
  var model: String
  var truth: TwinProfile
  /// How far off a decode or a term may be found: the share of its size.
  var closeness: Double

  var testDescription: String { model }

  /// Two servers whose laws stand in `Tests/Goldens/twin/make.py` too, and those measured, where they lie beside us.
  static let all: [ServerTables] = own + measured

  static let own: [ServerTables] = [
    server(
      "sand-1b", steps: [.base: 9, .sequences: 0.04, .resident: 0.05, .beyondGraphs: 4, .prompt: 0.03],
      memory: (10, 0.002, 0.004, 33, 40, 8192), tokenGiB: 1.15e-4, storage: (30, 1.25)),
    server(
      "reed-2b", steps: [.base: 14, .sequences: 0.03, .resident: 0.08, .beyondGraphs: 5, .prompt: 0.02],
      memory: (18, 0.001, 0.006, 42, 48, 16384), tokenGiB: 2.4e-4, storage: (55, 2.5)),
  ]

  static let measured: [ServerTables] =
    measurements == nil
    ? []
    : ["llama-3.1-8b-instruct", "qwen-2.5-7b-instruct"].compactMap { model in
      (try? ShippedTwinProfiles.named(model)).map {
        ServerTables(folder: measurements!, model: model, truth: $0, closeness: 0.2)
      }
    }

  private static func server(
    _ model: String, steps: [StepTerm: Double],
    memory: (weights: Double, slot: Double, slotRank: Double, usable: Double, gpu: Double, longest: Int),
    tokenGiB: Double, storage: (base: Double, perRank: Double)
  ) -> ServerTables {
    var profile = try! ShippedTwinProfiles.named("llama-3.1-8b")
    profile.model = model
    for (term, value) in steps { profile.steps[term] = value }
    profile.memory.cells = []
    profile.memory.weightsGiB = memory.weights
    profile.memory.slotGiB = memory.slot
    profile.memory.slotRankGiB = memory.slotRank
    profile.memory.usableGiB = memory.usable
    profile.memory.gpuGiB = memory.gpu
    profile.memory.gpuShare = 0.9
    profile.memory.modelLength = memory.longest
    profile.memory.baseTokens = (memory.usable - memory.weights) / tokenGiB
    profile.memory.tokensPerSlot = memory.slot / tokenGiB
    profile.memory.tokensPerSlotRank = memory.slotRank / tokenGiB
    profile.storageMillis = storage
    return ServerTables(folder: ownTables, model: model, truth: profile, closeness: 0.1)
  }

  func table(_ name: String, _ kind: MeasuredTable.Kind) throws -> MeasuredTable {
    try MeasuredTable(path: folder.appending(path: name).path, kind: kind)
  }

  /// The rows of this model in `kv_capacity.csv`, read without the reader that is under test.
  func starts() throws -> [(slots: Int, rank: Int, status: String, tokens: Int?)] {
    let text = try String(contentsOf: folder.appending(path: "kv_capacity.csv"), encoding: .utf8)
    var rows: [(slots: Int, rank: Int, status: String, tokens: Int?)] = []
    for line in text.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields[0] == model else { continue }
      rows.append((Int(fields[1])!, Int(fields[2])!, fields[3], Int(fields[4])))
    }
    #expect(rows.count >= 24)
    return rows
  }
}

@Suite("A fit to tables of servers", .timeLimit(.minutes(60)))
struct TableFitTests {
  @Test("finds the base model", arguments: ServerTables.all)
  func base(tables: ServerTables) throws {
    var profile = tables.truth
    for term in BaseFit.decodeTerms { profile.steps[term] = 0 }
    let fit = try BaseFit(
      decode: tables.table("micro_decode.csv", .decode), prefill: tables.table("micro_prefill.csv", .prefill),
      model: tables.model, profile: profile)
    if fit.terms.contains(.prompt) { profile.steps[.prompt] = 0 }
    let residuals = try fit.fit(into: &profile)
    #expect(residuals[0].mape < 2.5)
    for term in BaseFit.decodeTerms {
      let ratio = profile.steps[term] / tables.truth.steps[term]
      #expect(abs(ratio - 1) < tables.closeness, "\(term) \(profile.steps[term])")
    }
    // Only the engine's own log tells what a prompt's token takes.
    #expect(fit.terms.contains(.prompt) == ["sand-1b", "llama-3.1-8b-instruct"].contains(tables.model))
  }

  @Test("finds memory and loads", arguments: ServerTables.all)
  func memory(tables: ServerTables) throws {
    var profile = tables.truth
    profile.memory.cells = []
    profile.memory.baseTokens = 0
    profile.memory.weightsGiB = 0
    profile.memory.usableGiB = 0
    profile.storageMillis = (0, 0)
    try MemoryFit.fit(tables.table("kv_capacity.csv", .memory), model: tables.model, into: &profile)
    try LoadFit.fit(tables.table("micro_loading.csv", .loading), model: tables.model, into: &profile)
    let truth = tables.truth
    #expect(profile.memory.cells.map(\.tokens) == (try tables.starts().map(\.tokens)))
    #expect(abs(profile.memory.baseTokens / truth.memory.baseTokens - 1) < 0.01)
    #expect(abs(profile.memory.weightsGiB / truth.memory.weightsGiB - 1) < 0.01)
    #expect(abs(profile.memory.usableGiB / truth.memory.usableGiB - 1) < 0.01)
    #expect(profile.loads.count == 6)
    #expect(abs(profile.storageMillis.base - truth.storageMillis.base) < 1)
  }

  @Test("tells in the end which of its servers start", arguments: ServerTables.own)
  func starts(tables: ServerTables) throws {
    var profile = tables.truth
    try MemoryFit.fit(tables.table("kv_capacity.csv", .memory), model: tables.model, into: &profile)
    profile.memory.cells = []
    for row in try tables.starts() {
      #expect(profile.memory.verdict(slots: row.slots, slotRank: row.rank).status == row.status, "\(row)")
    }
  }
}
