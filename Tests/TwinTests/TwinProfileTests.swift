import Core
import Foundation
import Testing

@testable import Twin

private let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

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
    #expect(again.text == profile.text)
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
    "a wrong line is refused with its place",
    arguments: [
      ("twin a\nmodle b\n", "'modle' is not a keyword here", 2, nil),
      ("model b\n", "no profile of the twin begins here", 1, nil),
      ("twin a\nmodel b\nmodel c\n", "'model' occurs twice", 3, nil),
      ("twin a\nusable nan GiB\n", "'usable' is 'nan GiB'; expected 'usable NUMBER GiB'", 2, 8),
      ("twin a\nblock-tokens 1.5\n", "'block-tokens' is '1.5'; expected a whole number", 2, 14),
      ("twin a\noutput-share\n", "'output-share' is empty; expected a number", 2, 1),
      (
        "twin a\nmean-lengths -3 prompt, x output\n",
        "'mean-lengths' is '-3 prompt, x output'; expected 'mean-lengths NUMBER prompt , NUMBER output'", 2, 14
      ),
      ("twin a\nblock-tokens 0\n", "'block-tokens' has '0'; expected a whole number from 1 to 65536", 2, 14),
      ("twin a\nterm bass 1 ms\n", "'bass' is not a keyword here", 2, nil),
    ] as [(String, String, Int, Int?)])
  func faults(text: String, reason: String, line: Int, column: Int?) throws {
    do {
      _ = try TwinProfile(text: text, file: "x.twin")
      Issue.record("accepted")
    } catch {
      #expect(error.reason == reason)
      #expect(error.place == Fault.Place(file: "x.twin", line: line, column: column))
    }
  }

  @Test(
    "a number outside of its range is refused with its column",
    arguments: [
      ("block-tokens 1e19", "'block-tokens' has '1e19'; expected a whole number from 1 to 65536", 14),
      (
        "max-sequences 9007199254740992",
        "'max-sequences' has '9007199254740992'; expected a whole number from 1 to 1048576", 15
      ),
      ("output-share 0", "'output-share' has '0'; expected a number from 0.001 to 1", 14),
      ("mean-lengths 100 prompt, 1e308 output", "'mean-lengths' has '1e308'; expected a number from 4 to 1020", 26),
      (
        "kv-formula 1e308 tokens - S * (1 + 1 * R)",
        "'kv-formula' has '1e308'; expected a number from 0 to 1000000000000", 12
      ),
      ("usable -1 GiB", "'usable' has '-1'; expected a number from 0 to 1000000", 8),
      ("kv 8 8 1e19", "'kv' has '1e19'; expected a whole number from 1 to 1000000000000", 8),
      ("kv 9223372036854775807 8 1", "'kv' has '9223372036854775807'; expected a whole number from 1 to 100000", 4),
      ("kernels 1e19 layers 1 tiles 1 projections", "'kernels' has '1e19'; expected a whole number from 0 to 10000", 9),
      ("load 1e19 16 6 ms", "'load' has '1e19'; expected a whole number from 1 to 1000000", 6),
      ("load 16 16 1e308 ms", "'load' has '1e308'; expected a number from 0 to 1000000000", 12),
      ("term base 0 ms", "'term' has '0'; expected a number from 0.001 to 1000000000", 11),
      ("term sequences -1 ms", "'term' has '-1'; expected a number from 0 to 1000000000", 16),
      (
        "metrics-every 1e-300 s, merging steps of at most 1 decodes",
        "'metrics-every' has '1e-300'; expected a number from 0.1 to 1000000", 15
      ),
    ])
  func ranges(text: String, reason: String, column: Int) throws {
    do {
      _ = try TwinProfile(text: "twin a\n\(text)\n", file: "x.twin")
      Issue.record("accepted")
    } catch {
      #expect(error.reason == reason)
      #expect(error.place == Fault.Place(file: "x.twin", line: 2, column: column))
      #expect(error.fix == "docs/reference/twin-profile-format.md has the range of each number")
    }
  }

  @Test("a profile whose steps take no time is refused: its clock would never advance")
  func noBase() throws {
    let shipped = ShippedTwinProfiles.texts[0].text
    let text = shipped.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !($0.hasPrefix("term") && $0.contains(" base ")) }.joined(separator: "\n")
    #expect(text != shipped)
    let fault = #expect(throws: Fault.self) { try TwinProfile(text: text, file: "x.twin") }
    #expect(fault?.reason == "the profile lacks 'term base'")
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

  @Test("every measured start is reproduced", .enabled(if: measurements != nil))
  func capacities() throws {
    let path = measurements!.appending(path: "kv_capacity.csv").path
    let rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst()
    #expect(rows.count == 84)
    for row in rows {
      let fields = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let memory = try ShippedTwinProfiles.named(fields[0]).memory
      let verdict = memory.verdict(slots: Int(fields[1])!, slotRank: Int(fields[2])!)
      #expect(verdict.status == fields[3], "\(row)")
      if case .fits(let tokens) = verdict { #expect(tokens == Int(fields[4])) }
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
