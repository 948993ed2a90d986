import Core
import Foundation
import System
import Testing

@testable import Twin

private let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// Tables of our own making, of servers that nobody has; `Tests/Goldens/README.md`.
let ownTables = repository.appending(path: "Tests/Goldens/twin")

/// The measurements beside the repository, or where POLARBENCH_SHARED says; nil where they are not.
let measurements: URL? = {
  let named = ProcessInfo.processInfo.environment["POLARBENCH_SHARED"]
  let shared = named.map { URL(filePath: $0) } ?? repository.deletingLastPathComponent().appending(path: "shared")
  let folder = shared.appending(path: "data/vllm-lora")
  return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
}()

@Suite("Profiles of the twin", .timeLimit(.minutes(60)))
struct TwinProfileTests {
  @Test("the shipped ones are the files of profiles/twin", arguments: ShippedTwinProfiles.texts.map(\.name))
  func shipped(name: String) throws {
    let file = repository.appending(path: "profiles/twin/\(name).twin")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(ShippedTwinProfiles.texts.first { $0.name == name }?.text == text)
    let profile = try TwinProfile(text: text, file: "a.twin")
    let again = try TwinProfile(text: profile.text, file: "b.twin")
    #expect(profile.text == text && again.text == text && again == profile)
  }

  @Test("are found by model, by its beginning, and by name")
  func names() throws {
    for name in ["llama-3.1-8b", "llama-3.1-8b-instruct", "llama-3.1-8b-h100"] {
      let found = try ShippedTwinProfiles.named(name)
      #expect(found.name == "llama-3.1-8b-h100")
    }
    #expect(
      throws: Fault(
        "there is no model or profile 'lama-3.1-8b-h100'",
        fix: "did you mean 'llama-3.1-8b-h100'? shipped are llama-3.1-8b-h100, qwen-2.5-7b-h100; a file of your own "
          + "ends in .twin")
    ) { try ShippedTwinProfiles.named("lama-3.1-8b-h100") }
  }

  @Test(
    "the old form says the same, to the last bit: the hash that surrogates keep is that of its lines",
    arguments: [
      ("llama-3.1-8b-h100", "5caa27a945429ac240a17b74cf581d64913a19a8d97d88a6d0cfcc3efa0d95ee"),
      ("qwen-2.5-7b-h100", "e0e4c4204b3e1366e73380fce406c66c3453fbbaa8abec430954d7e18f0a8422"),
    ])
  func oldForm(name: String, hash: String) throws {
    let file = repository.appending(path: "Tests/OldFiles/\(name).twin").path
    let old = try ShippedTwinProfiles.named(file)
    let new = try ShippedTwinProfiles.named(name)
    #expect(new == old && new.fingerprint == old.fingerprint && new.text == old.text)
    #expect(SHA256.hex(of: new.fingerprint) == hash)
    #expect(new.fingerprint.split(separator: "\n").count > 80)
    #expect(try TwinProfile(text: new.fingerprint, file: "a") == new)
  }

  @Test("the page's example is a profile, and its table has every field and term")
  func example() throws {
    let file = repository.appending(path: "docs/reference/twin-profile-format.md")
    let page = try String(contentsOf: file, encoding: .utf8)
    let text = try #require(page.split(separator: "```lua\n").last?.split(separator: "```").first)
    let profile = try TwinProfile(text: String(text), file: "page")
    #expect(profile.memory.cells.map(\.tokens) == [305_104, nil])
    for name in TwinProfile.fields + StepTerm.allCases.map(\.rawValue) {
      #expect(page.contains("`\(name)`"), "\(name)")
    }
  }

  /// The fields that a profile must have, and more.
  static func profile(_ more: String) -> String {
    """
    return { twin = "a", model = "b", kv_formula = { tokens = 1, per_slot = 1, per_slot_rank = 1 }, model_length = 1,
    memory_gib = { weights = 1, per_slot = 1, per_slot_rank = 1 }, usable_gib = 1, gpu_memory = { gib = 1, engine_share = 1 },
    terms = { { term = "base", ms = 1 } },
    \(more) }
    """
  }

  static let page = "docs/reference/twin-profile-format.md has each field with its unit and range"

  @Test(
    "a number outside of its range is refused with its column",
    arguments: [
      ("block_tokens = 1e19", "4:16: block_tokens is 1e19; expected a whole number, 1 to 65536"),
      ("block_tokens = 0", "4:16: block_tokens is 0; expected a whole number, 1 to 65536"),
      ("block_tokens = 1.5", "4:16: block_tokens is 1.5; expected a whole number, 1 to 65536"),
      ("token_budget = 16777217", "4:16: token_budget is 16777217; expected a whole number, 1 to 16777216"),
      (
        "max_sequences = 9007199254740992",
        "4:17: max_sequences is 9007199254740992; expected a whole number, 1 to 1048576"
      ),
      ("open_requests = 0", "4:17: open_requests is 0; expected a whole number, 1 to 1000000000"),
      ("output_share = 0", "4:16: output_share is 0; expected a finite number, 0.001 to 1"),
      (
        "mean_lengths = { prompt = 100, output = 1e308 }",
        "4:41: output is 1e308; expected a finite number, 4 to 1020"
      ),
      ("length_correlation = 1", "4:22: length_correlation is 1; expected a finite number, -0.999999 to 0.999999"),
      (
        "kv = { { slots = 8, rank = 8, tokens = 1e19 } }",
        "4:40: tokens is 1e19; expected a whole number, 1 to 1000000000000"
      ),
      (
        "kv = { { slots = 9223372036854775807, rank = 8, tokens = 1 } }",
        "4:18: slots is 9223372036854775807; expected a whole number, 1 to 100000"
      ),
      (
        "kernels = { layers = 1e19, tiles = 1, projections = 1 }",
        "4:22: layers is 1e19; expected a whole number, 0 to 10000"
      ),
      (
        "loads = { { slot_rank = 1e19, adapter_rank = 16, ms = 6 } }",
        "4:25: slot_rank is 1e19; expected a whole number, 1 to 1000000"
      ),
      (
        "loads = { { slot_rank = 16, adapter_rank = 16, ms = 1e308 } }",
        "4:53: ms is 1e308; expected a finite number, 0 to 1000000000"
      ),
      (
        "metrics_every = { seconds = 1e-300, merged_decodes = 1 }",
        "4:29: seconds is 1e-300; expected a finite number, 0.1 to 1000000"
      ),
      (
        "metrics_every = { seconds = 2, merged_decodes = 1e19 }",
        "4:49: merged_decodes is 1e19; expected a whole number, 0 to 16777216"
      ),
      ("gauge_refusing = 2", "4:18: gauge_refusing is 2; expected a finite number, 0 to 1"),
    ])
  func ranges(field: String, message: String) throws {
    let fault = #expect(throws: Fault.self) { try TwinProfile(text: Self.profile(field), file: "x.twin") }
    #expect(fault?.described == "x.twin:\(message)\n  fix:    \(Self.page)")
  }

  @Test(
    "a wrong field is refused with its place, and the remedy mends it",
    arguments: [
      (
        "kv = { { slots = 8, rank = 8 } }",
        "4:8: the start has no one outcome; expected tokens, or refused = true\n  fix:    write { slots = 8, rank = 8, "
          + "tokens = 305104 } or { slots = 8, rank = 8, refused = true }"
      ),
      (
        "kv = { { slots = 8, rank = 8, tokens = 9, refused = true } }",
        "4:8: the start has no one outcome; expected tokens, or refused = true\n  fix:    write { slots = 8, rank = 8, "
          + "tokens = 305104 } or { slots = 8, rank = 8, refused = true }"
      ),
      (
        "storage = { ms = 1 }",
        "4:11: 'storage' lacks the field 'ms_per_rank'\n  fix:    add ms_per_rank = …, a finite number, 0 to 1000000000"
      ),
      (
        "kernles = {}",
        "4:1: the profile has no field 'kernles'\n  fix:    did you mean 'kernels'? the fields are "
          + TwinProfile.fields.joined(separator: ", ")
      ),
    ])
  func faults(field: String, message: String) throws {
    let fault = #expect(throws: Fault.self) { try TwinProfile(text: Self.profile(field), file: "x.twin") }
    #expect(fault?.described == "x.twin:\(message)")
  }

  @Test(
    "terms are refused by name, twice, and where steps would take no time: the clock would stand",
    arguments: [
      (
        "bass", "1",
        "18: term is 'bass'; expected \(FieldKind<StepTerm>.word.expected)"
      ),
      ("base", "0", "31: ms is 0; expected a finite number, 0.001 to 1000000000"),
      ("sequences", "-1", "36: ms is -1; expected a finite number, 0 to 1000000000"),
      ("sequences", "1", "9: the profile has no term 'base', the milliseconds of a step"),
      (#"base", ms = 1 }, { term = "base"#, "1", "45: terms has 'base' twice"),
    ])
  func terms(term: String, ms: String, message: String) throws {
    let text = Self.profile("").replacing(#""base", ms = 1 }"#, with: "\"\(term)\", ms = \(ms) }")
      .replacing("terms = { { term", with: "terms = {{term")
    let fault = #expect(throws: Fault.self) { try TwinProfile(text: text, file: "x.twin") }
    #expect(fault?.lines.first == "x.twin:3:\(message)")
    #expect(fault?.fix != nil)
  }

  @Test("what must be there is asked for", arguments: ["twin", "model", "kv_formula", "model_length", "memory_gib"])
  func missing(field: String) {
    let shipped = ShippedTwinProfiles.texts[0].text.split(separator: "\n").filter { !$0.hasPrefix("  \(field) = ") }
    let fault = #expect(throws: Fault.self) { try TwinProfile(text: shipped.joined(separator: "\n"), file: "x.twin") }
    #expect(fault?.reason == "the profile lacks the field '\(field)'")
  }

  @Test("a number of the old form outside of its range is refused with its column in the file")
  func oldRanges() throws {
    let old = try String(
      contentsOf: repository.appending(path: "Tests/OldFiles/llama-3.1-8b-h100.twin"), encoding: .utf8)
    let text = old.replacing("at most 128 decodes", with: "at most 1e19 decodes")
    let fault = #expect(throws: Fault.self) { try TwinProfile(text: text, file: "x.twin") }
    #expect(
      fault?.described
        == "x.twin:83:48: merged_decodes is 1e19; expected a whole number, 0 to 16777216\n  fix:    \(Self.page)")
  }

  @Test("a server that the engine could not count for is refused")
  func servers() {
    func refuses(_ reason: String, _ change: (inout ServerSettings) -> Void) {
      var server = smallServer()
      change(&server)
      #expect(throws: Fault(reason)) { try twin(server, [(0, 0, 1, 1)]).run(seed: Seed(1)) }
    }
    refuses("KV blocks: 9223372036854775807; expected 1 to 2251799813685248") { $0.kvBlocks = .max }
    refuses("sequences: 2097152; expected 1 to 1048576") { $0.maxSequences = 1 << 21 }
    refuses("budget: 33554432; expected 1 to 16777216") { $0.tokenBudget = 1 << 25 }
    refuses("slot rank: 9223372036854775807; expected 1 to 1000000") { $0.slotRank = .max }
    refuses("block tokens: 0; expected 1 to 65536") { $0.blockTokens = 0 }
  }

  @Test("a load that the engine could not count is refused")
  func loads() {
    func refuses(_ reason: String, _ change: (inout Workload) -> Void) {
      var one = twin(smallServer(slots: 1), [], adapters: 1)
      one.workload = Workload(
        rates: [1], ranks: [8], lengths: LengthPool(inputs: [1], outputs: [1]), durationSeconds: 10)
      change(&one.workload)
      #expect(throws: Fault(reason)) { try one.run(seed: Seed(1)) }
    }
    refuses("rate: 1e+308; expected requests per second, 0, or 1e-12 to 1e6") { $0.rates = [1e308] }
    refuses("rate: 5e-324; expected requests per second, 0, or 1e-12 to 1e6") { $0.rates = [.leastNonzeroMagnitude] }
    refuses("rank: 9223372036854775807; expected 1 to 1000000") { $0.ranks = [.max] }
    refuses("duration: 1e+19; expected seconds above 0, up to 1e8") { $0.durationSeconds = 1e19 }
    refuses("output share: 1e-300; expected a number from 0.001 to 1") { $0.outputShare = 1e-300 }
    refuses("period: 1e-300; expected seconds from 0.001 to 1e9") {
      $0.arrivals = .diurnal(swing: 1, periodSeconds: 1e-300)
    }
    refuses("input: 2147483647; expected 1 to 16777216") { $0.lengths = LengthPool(inputs: [.max], outputs: [1]) }
  }

  @Test("what does not start is refused with the arithmetic")
  func refusals() throws {
    let llama = try ShippedTwinProfiles.named("llama-3.1-8b")
    #expect(
      throws: Fault(
        "128 slots of rank 32 leave a KV cache of 121176 tokens, and one request may take 131072",
        at: "llama-3.1-8b-h100: weights and slots 15.01 + 128 x 0.1778 = 37.76 GiB of 52.56 GiB for them and the cache",
        fix: "fewer slots, or a lower rank")
    ) { try llama.server(slots: 128, slotRank: 32) }
    #expect(
      throws: Fault(
        "256 slots of rank 32 do not fit the GPU: 64.93 of 63.30 GiB",
        at: "llama-3.1-8b-h100: weights and slots 15.01 + 256 x 0.1778 = 60.52 GiB, activations 4.41 GiB",
        fix: "fewer slots, or a lower rank")
    ) { try llama.server(slots: 256, slotRank: 32) }
  }

  @Test("every measured start is told as it went", arguments: ServerTables.all)
  func capacities(tables: ServerTables) throws {
    var memory = tables.truth.memory
    if memory.cells.isEmpty {
      // The closed form alone tells which start, and the cache to a block.
      for row in try tables.starts() {
        let verdict = memory.verdict(slots: row.slots, slotRank: row.rank)
        #expect(verdict.status == row.status, "\(row)")
        if case .fits(let tokens) = verdict { #expect(abs(tokens - row.tokens!) <= 16, "\(row)") }
      }
      memory.cells = try tables.starts().map { KVMemory.Cell(slots: $0.slots, rank: $0.rank, tokens: $0.tokens) }
    }
    for row in try tables.starts() {
      let verdict = memory.verdict(slots: row.slots, slotRank: row.rank)
      #expect(verdict.status == row.status, "\(row)")
      if case .fits(let tokens) = verdict { #expect(tokens == row.tokens) }
    }
  }

  @Test("between measured slot counts the cache is between theirs")
  func between() throws {
    let memory = try ShippedTwinProfiles.named("llama-3.1-8b").memory
    #expect(memory.verdict(slots: 48, slotRank: 16) == .fits(tokens: 270_408))
    guard case .fits(let outside) = memory.verdict(slots: 20, slotRank: 24) else {
      Issue.record("refused")
      return
    }
    #expect(abs(Double(outside) - memory.formula(slots: 20, slotRank: 24)) < 1)
  }
}
