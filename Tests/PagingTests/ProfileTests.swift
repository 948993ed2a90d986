import Core
import Foundation
import Testing

@testable import Paging

/// The repository's root, for tests that read its files.
let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

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

  @Test(
    "a broken profile is refused with its place",
    arguments: [
      ("", "p: a profile begins with the line 'profile NAME'"),
      ("model x\n", "p:1:1: a profile begins with the line 'profile NAME'"),
      ("profile\n", "p:1:8: profile is empty; expected a value"),
      ("profile x\n", "p: the profile has no line 'path'"),
      (
        "profile x\n modle y\n",
        "p:2:2: the keyword 'modle' is not known here\n  fix:    did you mean 'model'? known are profile, model, engine, "
          + "gpu, basis, source, note, parameters-per-rank, item-bytes, link-bytes-per-second, path"
      ),
      ("profile x\nprofile y\n", "p:2:1: 'profile' occurs twice\n  fix:    keep one of the two"),
      ("profile x\nbasis guessed", "p:2:7: basis is 'guessed'; expected 'measured' or 'inferred'"),
      ("profile x\nitem-bytes 0", "p:2:12: item-bytes is '0'; expected a whole number, 1 to 64"),
      (
        "profile x\r\npath disk",
        "p:2:6: path is 'disk'; expected 'storage-host warm', 'storage-host first', 'host-gpu', 'host-host'"
      ),
      (
        "profile x\npath host-gpu\nbase-ms nan\n",
        "p:3:9: base-ms is 'nan'; expected a finite number, -1000000000 to 1000000000"
      ),
      ("profile x\npath host-gpu\nbase-ms 1\n", "p:2: this path has no line 'ms-per-rank' or 'ms-per-mb'"),
      ("profile x\npath host-gpu\nms-per-mb 1\npath host-host", "p:2: this path has no line 'base-ms'"),
      (
        "profile x\npath host-gpu\nms-per-mb 1\nms-per-rank 1",
        "p:4:13: the path has both 'ms-per-rank' and 'ms-per-mb'\n  fix:    keep one of the two"
      ),
      (
        "profile x\npath host-gpu\nms-per-mb -1",
        "p:3:11: ms-per-mb is '-1'; expected a finite number, 0 to 1000000000"
      ),
      (
        "profile x\npath host-gpu\npoint 8 9..7",
        "p:3:7: point is '8 9..7'; expected a size and milliseconds, as in '8 9.5', '8 21..53' or '8 9.5 of 147', "
          + "none above 1e9"
      ),
      (
        "profile x\npath host-gpu\nbase-ms 1\nms-per-mb 1\npath host-gpu",
        "p:5:6: 'path host-gpu' occurs twice\n  fix:    keep one of the two"
      ),
    ])
  func broken(text: String, message: String) {
    do {
      _ = try Profile(text: text, file: "p")
      Issue.record("no fault")
    } catch { #expect(error.described == message) }
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
