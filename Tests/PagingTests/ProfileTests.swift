import Core
import Foundation
import Testing

@testable import Paging

/// The repository's root, for tests that read its files.
let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// Loads by a law of our own; `Tests/Goldens/README.md`.
let ownLoads = repository.appendingPathComponent("Tests/Goldens/paging/loads.csv").path

/// The folder of shared data beside the repository; nil where it is absent.
let sharedFolder: String? = {
  let named = ProcessInfo.processInfo.environment["POLARBENCH_SHARED"]
  let path = named ?? repository.deletingLastPathComponent().appendingPathComponent("shared").path
  return FileManager.default.fileExists(atPath: path + "/data") ? path : nil
}()

@Suite("Profiles", .timeLimit(.minutes(60)))
struct ProfileTests {
  @Test("the shipped texts are the files of profiles/")
  func shipped() throws {
    let folder = repository.appendingPathComponent("profiles")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".profile") }
    #expect(files.sorted() == ShippedProfiles.names.map { $0 + ".profile" })
    for (name, text) in ShippedProfiles.texts {
      #expect(try String(contentsOf: folder.appendingPathComponent(name + ".profile"), encoding: .utf8) == text)
      #expect(try ShippedProfiles.named(name).name == name)
    }
  }

  @Test("a profile reads back from its own text", arguments: ShippedProfiles.names)
  func roundTrip(name: String) throws {
    let profile = try ShippedProfiles.named(name)
    #expect(try Profile(text: profile.text, file: "again") == profile)
  }

  @Test(
    "the shipped fits pass near the measured medians",
    arguments: [
      ("qwen2.5-7b-vllm", 8, 9.64), ("qwen2.5-7b-vllm", 16, 13.28), ("qwen2.5-7b-vllm", 32, 20.56),
      ("llama-3.1-8b-vllm", 8, 66.68), ("llama-3.1-8b-vllm", 16, 86.36), ("llama-3.1-8b-vllm", 32, 125.72),
    ])
  func fits(name: String, rank: Int, millis: Double) throws {
    let seconds = try ShippedProfiles.named(name).seconds(.storageWarm, of: Adapter(name: "a", rank: rank))
    #expect(abs(seconds * 1000 - millis) < 1e-9)
  }

  @Test("latencies come from the rank, or from bytes where the profile says how many a rank takes")
  func latencies() throws {
    let profile = try ShippedProfiles.named("qwen2.5-7b-vllm")
    let adapters = [Adapter(name: "a", rank: 16), Adapter(name: "b", sizeBytes: 80_740_352)]
    let latencies = try PageInLatencies(profile, of: adapters)
    #expect(latencies.fromStorageSeconds[0] == latencies.fromStorageSeconds[1])
    #expect(abs(latencies.fromStorageSeconds[0] - (13.28 + 3.46) / 1000) < 1e-12)
    #expect(abs(latencies.fromHostSeconds[0] - 3.46 / 1000) < 1e-12)
    #expect(abs(latencies.firstReadSeconds[0] - (1.5 + 3.78 * 16 - 13.28) / 1000) < 1e-12)
  }

  @Test(
    "rank-1 adapters have the parameters of the papers' tables",
    arguments: [
      (AdapterSize.qwen25of7B, 630_784, 2_523_136), (AdapterSize.llama31of8B, 851_968, 2_621_440),
    ])
  func sizes(shape: AdapterSize.Shape, attention: Int, allLinear: Int) {
    #expect(AdapterSize.parametersPerRank(shape, .attention) == attention)
    #expect(AdapterSize.parametersPerRank(shape, .allLinear) == allLinear)
    #expect(AdapterSize.bytes(rank: 16, parametersPerRank: 2_523_136) == 80_740_352)
  }

  @Test("the old form says the same, to the last bit", arguments: ShippedProfiles.names)
  func oldForm(name: String) throws {
    var old = try Profile(file: repository.appendingPathComponent("Tests/OldFiles/\(name).profile").path)
    // Notes name fields as the form does.
    old.notes = old.notes.map {
      $0.replacing("parameters-per-rank", with: "parameters_per_rank")
        .replacing("link-bytes-per-second", with: "link_bytes_per_second")
    }
    #expect(try ShippedProfiles.named(name) == old)
  }

  @Test("the page's example is a profile")
  func example() throws {
    let page = try String(contentsOf: repository.appendingPathComponent(Self.file), encoding: .utf8)
    let text = try #require(page.split(separator: "```lua\n").last?.split(separator: "```").first)
    let profile = try Profile(text: String(text), file: "page")
    let shipped = try ShippedProfiles.named("qwen2.5-7b-vllm")
    #expect(profile.path(.storageWarm) == shipped.path(.storageWarm) && profile.itemBytes == shipped.itemBytes)
  }

  static let file = "docs/reference/profile-format.md"
  static let page = "docs/reference/profile-format.md has each field with its unit and range"
  static let wrong: [(String, String)] = [
    ("", "1:8: the profile lacks the field 'profile'\n  fix:    add profile = …, a text in quotes, not empty"),
    (
      "profile = 'x'", "1:8: the profile lacks the field 'paths'\n  fix:    add paths = …, a list of at least one path"
    ),
    (
      "modle = 'x'",
      "1:10: the profile has no field 'modle'\n  fix:    did you mean 'model'? the fields are profile, model, engine, gpu, basis, "
        + "sources, notes, parameters_per_rank, item_bytes, link_bytes_per_second, paths"
    ),
    (
      "profile = 'x', basis = 'mesured'",
      "1:33: basis is 'mesured'; expected 'measured' or 'inferred'\n  fix:    did you mean 'measured'? \(page)"
    ),
    (
      "profile = 'x', item_bytes = 0",
      "1:38: item_bytes is 0; expected a whole number, 1 to 64\n  fix:    \(page)"
    ),
    (
      "profile = 'x', parameters_per_rank = 0x10000000001",
      "1:47: parameters_per_rank is 0x10000000001; expected a whole number, 1 to 1099511627776\n  fix:    \(page)"
    ),
    (
      "profile = 'x', link_bytes_per_second = 0.5",
      "1:49: link_bytes_per_second is 0.5; expected a finite number, 1 to 1000000000000000\n  fix:    \(page)"
    ),
    (
      "profile = 'x', paths = { { path = 'disk' } }",
      "1:44: path is 'disk'; expected 'storage-host warm', 'storage-host first', 'host-gpu' or 'host-host'\n  fix:    \(page)"
    ),
    (
      "profile = 'x', paths = { {} }",
      "1:35: 'paths', item 1 lacks the field 'path'\n  fix:    add path = …, 'storage-host warm', 'storage-host first', "
        + "'host-gpu' or 'host-host'"
    ),
    (
      "profile = 'x', paths = { { path = 'host-gpu', base_ms = 'nan' } }",
      "1:66: base_ms is 'nan'; expected a finite number, -1000000000 to 1000000000\n  fix:    \(page)"
    ),
    (
      "profile = 'x', paths = { { path = 'host-gpu', base_ms = 1 } }",
      "1:35: 'paths', item 1 lacks the field 'ms_per_rank'\n  fix:    add ms_per_rank = …, or ms_per_mb, a finite number, 0 to "
        + "1000000000"
    ),
    (
      "profile = 'x', paths = { { path = 'host-gpu', base_ms = 1, ms_per_rank = 1, ms_per_mb = 2 } }",
      "1:98: the path has both ms_per_rank and ms_per_mb\n  fix:    keep one of the two"
    ),
    (
      "profile = 'x', paths = { { path = 'host-gpu', base_ms = 1, ms_per_mb = -1 } }",
      "1:81: ms_per_mb is -1; expected a finite number, 0 to 1000000000\n  fix:    \(page)"
    ),
    (
      "profile = 'x', paths = { { path = 'host-gpu', base_ms = 1, ms_per_mb = 1, points = { { size = 8, low_ms = 9, high_ms = 7 } } } }",
      "1:95: the point has no one latency; expected ms, or low_ms and high_ms that is not below it\n  fix:    write "
        + "{ size = 8, ms = 9.5 } or { size = 8, low_ms = 21, high_ms = 53 }"
    ),
    (
      "profile = 'x', paths = { { path = 'host-gpu', base_ms = 1, ms_per_mb = 1 }, { path = 'host-gpu', base_ms = 1, ms_per_mb = 1 } }",
      "1:95: paths has 'host-gpu' twice\n  fix:    keep one of the two"
    ),
  ]

  @Test("a broken profile is refused with its place", arguments: wrong)
  func broken(fields: String, message: String) {
    let fault = #expect(throws: Fault.self) { try Profile(text: "return { \(fields) }", file: "p") }
    #expect(fault?.described == "p:" + message)
  }

  @Test("a broken line of the old form is refused with its place in the file")
  func brokenOld() {
    let text = "profile x\npath host-gpu\nbase-ms 1\nms-per-mb -1"
    let fault = #expect(throws: Fault.self) { try Profile(text: text, file: "p") }
    #expect(
      fault?.described == "p:4:11: ms_per_mb is -1; expected a finite number, 0 to 1000000000\n  fix:    \(Self.page)"
    )
  }

  @Test("an unknown name gets the nearest, a missing path the ones there are")
  func unknown() throws {
    do {
      _ = try ShippedProfiles.named("qwen2.5-7b-vlm")
      Issue.record("no fault")
    } catch {
      #expect(
        error.described == "there is no profile 'qwen2.5-7b-vlm', and no file of that name\n"
          + "  fix:    did you mean 'qwen2.5-7b-vllm'? shipped are llama-3.1-8b-vllm, pcie4, qwen2.5-7b-vllm")
    }
    do {
      _ = try ShippedProfiles.named("pcie4").seconds(.storageWarm, of: Adapter(name: "a"))
      Issue.record("no fault")
    } catch { #expect(error.described == "profile 'pcie4' has no path storage-host warm\n  fix:    it has host-gpu") }
    do {
      _ = try Profile(text: "profile x\npath host-gpu\nbase-ms 1\nms-per-rank 1", file: "x")
        .seconds(.hostToGPU, of: Adapter(name: "a"))
      Issue.record("no fault")
    } catch {
      #expect(error.reason == "profile 'x' counts ranks, and the rank of adapter 'a' is not known")
    }
  }
}
