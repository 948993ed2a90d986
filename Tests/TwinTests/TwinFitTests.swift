import Core
import Foundation
import Testing

@testable import Twin

@Suite("A fit of the twin", .timeLimit(.minutes(60)))
struct TwinFitTests {
  private static let header =
    "model,group,adapters,max_loras,max_lora_rank,rank_mix,rate_mix,total_time_s,pool_mean_input,pool_mean_output"
  /// Small servers, starved ones among them; the group is the slots' rank.
  private static let configurations: [(adapters: Int, slots: Int, rank: Int, rate: Double)] = [
    (4, 4, 8, 0.3), (8, 8, 8, 0.4), (8, 4, 8, 0.8), (16, 16, 8, 0.5), (16, 8, 8, 1), (32, 32, 8, 0.3),
    (32, 8, 8, 0.8), (4, 4, 16, 0.8), (8, 8, 16, 1), (16, 8, 16, 0.8), (32, 32, 16, 0.3), (32, 16, 16, 0.6),
    (24, 24, 32, 0.3), (8, 8, 32, 1.2), (32, 32, 32, 0.5), (16, 4, 32, 0.6),
  ]

  /// Other coefficients than those that a fit starts from.
  private static func truth() throws -> TwinProfile {
    var profile = try ShippedTwinProfiles.named("llama-3.1-8b")
    profile.steps[.lora] = 2.5
    profile.steps[.loraSequences] = 0.02
    profile.steps[.loraPrompt] = 0.02
    profile.steps[.idleBlocks] = 0.9
    profile.steps[.adapterBlocks] = 0.35
    profile.steps[.expand] = 0.4
    profile.steps[.shrink] = 0.05
    profile.loads = [TwinProfile.Load(slotRank: 32, adapterRank: 32, millis: 9)]
    return profile
  }

  /// What a server of that profile would have measured.
  private static func runs(of profile: TwinProfile, _ configurations: [(Int, Int, Int, Double)]) throws -> BatchTable {
    let rows = configurations.map { adapters, slots, rank, rate in
      "\(profile.model),\(rank),\(adapters),\(slots),\(rank),8-\(rank),\(rate)-\(rate / 4),60,120,90"
    }
    let asked = try BatchTable(ArrayBytes(([header] + rows).joined(separator: "\n") + "\n"), file: "asked.csv")
    let player = BatchPlayer(profiles: [profile])
    let columns = ["total_throughput", "mean_tpot_ms", "starved"]
    let told = asked.rows.indices.map { row in
      let prediction = Prediction(player.play(asked, row: row))
      return asked.rows[row] + columns.dropLast().map { "\(prediction.values[$0]!)" } + [
        prediction.isStarved ? "1" : "0"
      ]
    }
    let text = ([asked.header + columns] + told).map { $0.joined(separator: ",") + "\n" }.joined()
    return try BatchTable(ArrayBytes(text), file: "runs.csv")
  }

  @Test("finds the coefficients of simulated runs, for any number of jobs, also without a group")
  func roundTrip() async throws {
    let truth = try Self.truth()
    let tables = TwinFit.Tables(runs: try Self.runs(of: truth, Self.configurations))
    let source = try ShippedTwinProfiles.named("llama-3.1-8b")
    let fit = try TwinFit(tables, model: truth.model, name: "found", from: source)
    let result = try await fit.run(jobs: 2)
    #expect(result.profile.text == (try await fit.run(jobs: 1)).profile.text)
    #expect(result.profile.name == "found")
    #expect(result.unmet.isEmpty)
    #expect(result.runs[0].rows == Self.configurations.count)
    #expect(result.runs[0].mape < 0.5)
    #expect(result.runs.map(\.name) == ["all", "16", "32", "8"])
    // Runs so small do not tell all terms apart; what they take together is found.
    for (sequences, prompt, adapters, slots, rank) in [(2, 0, 2, 8, 8), (10, 200, 6, 8, 16), (25, 0, 16, 32, 32)] {
      var load = StepLoad(sequences: sequences, promptTokens: prompt, residentTokens: 3000, adapters: adapters)
      load.decoding = sequences
      load.tiles64 = adapters + prompt / 64
      load.tiles32 = adapters + prompt / 32
      let found = result.profile.steps.milliseconds(load, slots: slots, slotRank: rank)
      #expect(abs(found / truth.steps.milliseconds(load, slots: slots, slotRank: rank) - 1) < 0.06, "\(load) \(found)")
    }
    #expect(abs(result.profile.loads[0].millis / 9 - 1) < 0.15, "\(result.profile.loads)")
    #expect(result.profile.steps[.base] == source.steps[.base])
    #expect(result.taken == ["settings, lengths and what clients see", "the terms without LoRA", "memory"])

    let left = try await fit.leaveGroupsOut(result, by: ["group"], jobs: 2)
    #expect(left.groups == ["8", "16", "32"])
    let errors = try #require(Validation.errors(of: .tpot, in: left.validation.rows))
    #expect(errors.rows == Self.configurations.count)
    #expect(errors.mape < 3, "\(errors)")
    await #expect(
      throws: Fault(
        "all rows agree in total_time_s; expected two groups or more", place: Fault.Place(file: "runs.csv"),
        fix: "group by other columns: --groups max_lora_rank,max_loras")
    ) { try await fit.leaveGroupsOut(result, by: ["total_time_s"], jobs: 1) }
  }

  @Test("marked rows, and those that did not run, are left out")
  func marked() throws {
    let text = """
      \(Self.header),total_throughput,mean_tpot_ms,status,kv_mismatch
      m,g,4,4,8,8,1,100,,,200,20,ok,0
      m,g,4,4,8,8,1,100,,,200,20,ok,1
      m,g,4,4,8,8,1,100,,,,,oom,0
      n,g,4,4,8,8,1,100,,,200,20,ok,0

      """
    let choice = try MeasuredRun.Choice(try BatchTable(ArrayBytes(text), file: "t.csv"), model: "m")
    #expect(choice.runs.map(\.row) == [0])
    #expect(choice.dirty == [1])
    #expect(choice.runs[0].isStarved)
  }

  @Test(
    "what cannot be fitted is refused, with its place",
    arguments: [
      ("total_throughput,mean_tpot_ms", "m,g,4,4,8,8,1,100,,,200,20", "o", "no row is of model 'o'"),
      ("total_throughput", "m,g,4,4,8,8,1,100,,,200", "m", "there is no column 'mean_tpot_ms'"),
      ("total_throughput,mean_tpot_ms", "m,g,4,4,8,8,1,100,,,200,20", "m", "1 usable row of 'm'; expected 9 or more"),
      (
        "total_throughput,mean_tpot_ms", "m,g,4,4,8,8,1,100,,,200,-1", "m",
        "mean_tpot_ms is '-1'; expected a number above 0"
      ),
    ])
  func faults(columns: String, row: String, model: String, reason: String) throws {
    let table = try BatchTable(ArrayBytes("\(Self.header),\(columns)\n\(row)\n"), file: "t.csv")
    do {
      _ = try TwinFit(
        TwinFit.Tables(runs: table), model: model, name: "x", from: try ShippedTwinProfiles.named("llama-3.1-8b"))
      Issue.record("accepted")
    } catch {
      #expect(error.reason == reason)
      #expect(error.place?.file == "t.csv")
      #expect(error.fix != nil || error.place?.line == 2)
    }
  }

  @Test("a small table names the place of a wrong number")
  func cells() throws {
    let text = "max_lora_rank,adapter_rank,mem_ms_mean\n8,8,soon\n"
    let table = try MeasuredTable(ArrayBytes(text), file: "l.csv", kind: .loading)
    var profile = try Self.truth()
    #expect(
      throws: Fault(
        "mem_ms_mean is 'soon'; expected a number of 0 or more", place: Fault.Place(file: "l.csv", line: 2, column: 5))
    ) { try LoadFit.fit(table, model: "m", into: &profile) }
  }

  @Test("a step's terms sum to its time")
  func multipliers() throws {
    let steps = try ShippedTwinProfiles.named("qwen-2.5-7b").steps
    var load = StepLoad(sequences: 40, promptTokens: 700, residentTokens: 9000, adapters: 7)
    load.decoding = 38
    load.tiles64 = 15
    load.tiles32 = 27
    load.passedOver = 300
    load.refusedPerSecond = 12
    let multipliers = steps.multipliers(load, slots: 16, slotRank: 32)
    let sum = zip(StepTerm.allCases, multipliers).reduce(0) { $0 + steps[$1.0] * $1.1 }
    #expect(abs(sum - steps.milliseconds(load, slots: 16, slotRank: 32)) < 1e-9)
  }
}

@Suite("A fit to the shared tables", .enabled(if: measurements != nil), .timeLimit(.minutes(60)))
struct SharedFitTests {
  private static func table(_ name: String, _ kind: MeasuredTable.Kind) throws -> MeasuredTable {
    try MeasuredTable(path: measurements!.appending(path: name).path, kind: kind)
  }

  @Test("finds the base model", arguments: ["llama-3.1-8b-instruct", "qwen-2.5-7b-instruct"])
  func base(model: String) throws {
    let shipped = try ShippedTwinProfiles.named(model)
    var profile = shipped
    for term in BaseFit.decodeTerms { profile.steps[term] = 0 }
    let fit = try BaseFit(
      decode: Self.table("micro_decode.csv", .decode), prefill: Self.table("micro_prefill.csv", .prefill), model: model,
      profile: profile)
    let residuals = try fit.fit(into: &profile)
    #expect(residuals[0].mape < 2.5)
    for term in BaseFit.decodeTerms {
      #expect(abs(profile.steps[term] / shipped.steps[term] - 1) < 0.2, "\(term) \(profile.steps[term])")
    }
    #expect(fit.terms.contains(.prompt) == (model == "llama-3.1-8b-instruct"))
  }

  @Test("finds memory and loads", arguments: ["llama-3.1-8b-instruct", "qwen-2.5-7b-instruct"])
  func tables(model: String) throws {
    let shipped = try ShippedTwinProfiles.named(model)
    var profile = shipped
    profile.memory.cells = []
    profile.memory.baseTokens = 0
    try MemoryFit.fit(Self.table("kv_capacity.csv", .memory), model: model, into: &profile)
    try LoadFit.fit(Self.table("micro_loading.csv", .loading), model: model, into: &profile)
    #expect(profile.memory.cells == shipped.memory.cells)
    #expect(abs(profile.memory.baseTokens / shipped.memory.baseTokens - 1) < 0.01)
    #expect(abs(profile.memory.weightsGiB / shipped.memory.weightsGiB - 1) < 0.01)
    #expect(abs(profile.memory.usableGiB / shipped.memory.usableGiB - 1) < 0.01)
    #expect(profile.loads.count == 6)
    #expect(abs(profile.storageMillis.base - shipped.storageMillis.base) < 1)
  }
}
