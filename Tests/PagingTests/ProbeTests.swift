import Core
import Foundation
import Testing

@testable import Paging

@Suite("Probe of this machine", .timeLimit(.minutes(60)))
struct ProbeTests {
  @Test("it measures each size, says what was cold, leaves no file behind, and writes a profile")
  func measures() throws {
    let scratch = Scratch()
    var options = Probe.Options()
    options.sizesBytes = [100_000, 300_001]
    options.repeats = 2
    let probe = try Probe(folder: scratch.path, options: options)
    #expect(probe.profile.path(.storageWarm)?.points.map(\.size) == [0.1, 0.300001])
    #expect(probe.profile.path(.storageWarm)?.points.map(\.events) == [2, 2])
    #expect(probe.profile.path(.hostToHost)?.measure == .megabytes)
    #expect(!probe.profile.notes.isEmpty)
    #expect(try Profile(text: probe.profile.text, file: "again") == probe.profile)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == [])
    let latencies = try PageInLatencies(probe.profile, of: [Adapter(name: "a", sizeBytes: 200_000)])
    #expect(latencies.fromStorageSeconds[0] >= latencies.fromHostSeconds[0])
  }

  @Test("a folder that is not there is a fault")
  func missing() {
    do {
      _ = try Probe(folder: "/nowhere-at-all")
      Issue.record("no fault")
    } catch { #expect(error.reason == "cannot write it: No such file or directory") }
  }
}
