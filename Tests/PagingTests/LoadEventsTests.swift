import Core
import Testing

@testable import Paging

@Suite("Load events", .timeLimit(.minutes(60)))
struct LoadEventsTests {
  private func events(_ text: String) throws -> LoadEvents { try LoadEvents(csv: ArrayBytes(text), file: "l.csv") }

  @Test("points on a line give the line, whatever one of them does")
  func robust() {
    let line = RobustLine((1...20).map { (Double($0), 3 + 0.5 * Double($0)) } + [(10, 900)])
    #expect(abs(line.base - 3) < 1e-6)
    #expect(abs(line.slope - 0.5) < 1e-6)
  }

  @Test("few and odd points give a line without a crash")
  func odd() {
    #expect(RobustLine([]) == RobustLine([(0, 0)]))
    #expect(RobustLine([(8, 5)]).base == 5)
    #expect(RobustLine([(8, 5), (8, 7)]).base == 6)
    #expect(RobustLine(rising: [(1, 9), (2, 5)]).slope == 0)
    #expect(RobustLine(rising: [(1, 9), (2, 5)]).base == 7)
  }

  @Test("columns are found by name, others are passed over, and event 1 of disk is kept apart")
  func columns() throws {
    let events = try events(
      "ms,event,kind,adapter_rank,run\n20,1,disk,8,a\n9,2,disk,8,\n11,3,disk,8,\n18,2,disk,16,\n3,1,memory,8,b\n")
    let profile = events.profile(named: "x")
    #expect(profile.paths.map(\.route) == [.storageWarm, .storageFirst, .hostToGPU])
    #expect(
      profile.path(.storageWarm)?.points == [
        Profile.Point(size: 8, lowMillis: 10, events: 2), Profile.Point(size: 16, lowMillis: 18, events: 1),
      ])
    #expect(profile.path(.storageFirst)?.millis(at: 8) == 20)
    let residuals = events.residuals(of: profile)
    #expect(residuals.map(\.events) == [2, 1, 1, 1])
    #expect(try Profile(text: profile.text, file: "again") == profile)
  }

  @Test(
    "a broken file is refused with its place",
    arguments: [
      ("", "l.csv: the file is empty; expected a header"),
      ("adapter_rank,kind,event,ms\n", "l.csv: the file has a header and no events"),
      (
        "adapter_rank,kind,event\n",
        "l.csv:1: there is no column 'ms'\n  fix:    the header has 'adapter_rank', 'kind', 'event'"
      ),
      (
        "adapter_rank,kind,event,ms\n8,disc,1,4\n",
        "l.csv:2:3: kind is 'disc'; expected 'disk' (storage to host) or 'memory' (host to GPU)"
      ),
      (
        "adapter_rank,kind,event,ms\n8,disk,1,4\n8,disk,2,nan\n",
        "l.csv:3:10: ms is 'nan'; expected a finite number, 0 to 1000000000"
      ),
      (
        "adapter_rank,kind,event,ms\n8,disk,2,1e308\n",
        "l.csv:2:10: ms is '1e308'; expected a finite number, 0 to 1000000000"
      ),
      (
        "adapter_rank,kind,event,ms\n8,disk,2,-4\n", "l.csv:2:10: ms is '-4'; expected a finite number, 0 to 1000000000"
      ),
      (
        "adapter_rank,kind,event,ms\n0,disk,2,4\n",
        "l.csv:2:1: adapter_rank is '0'; expected a whole number, 1 to 1000000"
      ),
      (
        "model,adapter_rank,kind,event,ms\na,8,disk,1,4\nb,8,disk,1,4\n",
        "l.csv:3:1: model is 'b' after rows of 'a'\n  fix:    a profile is for one model: split the file"
      ),
      (
        "adapter_rank,kind,event,ms\n8,disk,2\n",
        "l.csv:2: the row has 3 fields; the header has 4\n"
          + "  fix:    look for a truncated line, or for a delimiter that is not in quotes"
      ),
    ])
  func broken(text: String, message: String) {
    do {
      _ = try events(text)
      Issue.record("no fault")
    } catch let fault as Fault { #expect(fault.described == message) } catch {}
  }

  /// Loads by the law of `Tests/Goldens/paging/make.py`, and those measured where they lie beside us.
  static let loads: [(file: String, base: Double, slope: Double, events: [[Int]])] =
    [
      (
        ownLoads, 5.2, 0.36,
        [[30, 20, 10], [1, 1, 1], [31, 21, 11]]
      )
    ]
    + (sharedFolder.map {
      [
        (
          "\($0)/data/traces/vllm-lora-loads/qwen-2.5-7b-instruct_loads.csv", 6.0, 0.455,
          [[147, 98, 49], [3, 2, 1], [300, 200, 100]]
        )
      ]
    } ?? [])

  @Test("loads give their line from storage, and keep the first reads apart", arguments: loads)
  func measured(file: String, base: Double, slope: Double, events: [[Int]]) throws {
    let profile = try LoadEvents(csv: file).profile(named: "one")
    let warm = try #require(profile.path(.storageWarm))
    #expect(abs(warm.baseMillis - base) < 0.2)
    #expect(abs(warm.slopeMillis - slope) < 0.01)
    #expect(warm.points.map(\.events) == events[0])
    #expect(profile.path(.storageFirst)?.points.map(\.events) == events[1])
    #expect(profile.path(.hostToGPU)?.points.map(\.events) == events[2])
  }
}
