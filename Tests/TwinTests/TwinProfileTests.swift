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

@Suite("Profiles of the twin")
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
        mend: "did you mean 'llama-3.1-8b-h100'? shipped are llama-3.1-8b-h100, qwen-2.5-7b-h100; a file of your own "
          + "ends in .twin")
    ) { try ShippedTwinProfiles.named("lama-3.1-8b-h100") }
  }

  @Test(
    "a wrong line is refused with its place",
    arguments: [
      ("twin a\nmodle b\n", "'modle' is no keyword here", 2), ("model b\n", "no profile of the twin begins here", 1),
      ("twin a\nmodel b\nmodel c\n", "'model' stands twice", 3),
      ("twin a\nusable nan GiB\n", "'usable' is 'nan GiB'; expected # GiB", 2),
      ("twin a\nblock-tokens 0\n", "'block-tokens' is '0.0'; expected a whole number above 0", 2),
      ("twin a\nterm bass 1 ms\n", "'bass' is no keyword here", 2),
    ])
  func faults(text: String, reason: String, line: Int) throws {
    do {
      _ = try TwinProfile(text: text, file: "x.twin")
      Issue.record("accepted")
    } catch {
      #expect(error.reason == reason)
      #expect(error.place == Fault.Place(file: "x.twin", line: line))
    }
  }

  @Test("what does not start is refused with the arithmetic")
  func refusals() throws {
    let llama = try ShippedTwinProfiles.named("llama-3.1-8b")
    #expect(
      throws: Fault(
        "128 slots of rank 32 leave a KV cache of 121176 tokens, and one request may take 131072",
        at: "llama-3.1-8b-h100: weights and slots 15.01 + 128 x 0.1778 = 37.76 GiB of 52.56 GiB for them and the cache",
        mend: "fewer slots, or a lower rank")
    ) { try llama.server(slots: 128, slotRank: 32) }
    #expect(
      throws: Fault(
        "256 slots of rank 32 do not fit the GPU: 64.93 of 63.30 GiB",
        at: "llama-3.1-8b-h100: weights and slots 15.01 + 256 x 0.1778 = 60.52 GiB, activations 4.41 GiB",
        mend: "fewer slots, or a lower rank")
    ) { try llama.server(slots: 256, slotRank: 32) }
  }

  @Test("every measured start is told as it went", .enabled(if: measurements != nil))
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
