import Core
import Paging
import Testing

@Suite("Wrong answers to the paging model", .timeLimit(.minutes(60)))
struct WrongAnswerTests {
  private func model(pinned: [Int] = [], capacity: Capacity = Capacity(2)) throws -> PagingModel {
    var setting = configuration(sizes: [3, 3, 3, 3], gpu: capacity, pinned: pinned)
    setting.traceName = "tiny"
    setting.loading = .requestOnly
    return try PagingModel(setting, environment: Seed(1))
  }

  private func text(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no fault"
    } catch { return (error as? Fault)?.described ?? "another error" }
  }

  @Test(
    "a victim that may not leave is refused by name, with the step and the resident set",
    arguments: [
      (
        3, [],
        "victim() answered 'd', which is not resident\n  at:     step 7 of tiny (capacity 2: a, b)\n"
          + "  fix:    return one of the ids in `residents`"
      ),
      (
        99, [],
        "victim() answered adapter 99, which is not in the catalogue\n"
          + "  at:     step 7 of tiny (capacity 2: a, b)\n  fix:    return one of the ids in `residents`"
      ),
      (
        -1, [],
        "victim() answered adapter -1, which is not in the catalogue\n"
          + "  at:     step 7 of tiny (capacity 2: a, b)\n  fix:    return one of the ids in `residents`"
      ),
      (
        0, [0],
        "victim() answered 'a', which is pinned\n  at:     step 7 of tiny (capacity 2: a, b)\n"
          + "  fix:    ask `residents.mayLeave` before answering, or return nil"
      ),
    ])
  func victims(victim: Int, pinned: [Int], message: String) throws {
    let model = try model(pinned: pinned)
    var policy = FixedAnswers(victim: AdapterID(victim))
    #expect(text { _ = try model.serve(AdapterID(2), at: 7, timeSeconds: nil, asking: &policy) } == message)
  }

  @Test("a victim in use, and one that is loading, are refused with that reason")
  func busyVictims() throws {
    let model = try model()
    var policy = FixedAnswers(victim: AdapterID(0))
    for _ in 0..<2 {
      _ = try model.serve(AdapterID(0), at: 0, timeSeconds: 0, serviceSeconds: 5, asking: &policy)
    }
    #expect(
      text { _ = try model.serve(AdapterID(2), at: 1, timeSeconds: 1, asking: &policy) }.hasPrefix(
        "victim() answered 'a', which is in use by 2 services\n"))
    policy.victim = AdapterID(1)
    _ = try model.serve(AdapterID(2), at: 1, timeSeconds: 1, asking: &policy)
    policy.victim = AdapterID(2)
    #expect(
      text { _ = try model.serve(AdapterID(3), at: 2, timeSeconds: 1.5, asking: &policy) }.hasPrefix(
        "victim() answered 'c', which is loading\n"))
  }

  @Test("a route out of the catalogue is refused")
  func stranger() throws {
    var policy = FixedAnswers(victim: nil)
    let model = try model()
    #expect(
      text { _ = try model.serve(AdapterID(4), at: 3, timeSeconds: nil, asking: &policy) }
        == "route() answered adapter 4, which is not in the catalogue\n  at:     step 3 of tiny (capacity 2: a, b)\n"
        + "  fix:    return an index from 0 to 3")
  }

  @Test(
    "a plan that cannot be is refused",
    arguments: [
      ([0, 0], "plan() named 'a' twice", "name each adapter once"),
      ([9], "plan() named adapter 9, which is not in the catalogue", "name adapters from 0 to 3"),
      ([0], "plan() left out 'b', which is pinned", "start the plan with `setting.pinned`"),
      (
        [0, 1, 2], "plan() named 3 adapters that take 9 bytes; the capacity is 6 bytes", "name fewer adapters"
      ),
    ])
  func plans(plan: [Int], reason: String, fix: String) throws {
    let model = try model(pinned: [1], capacity: Capacity(6, .bytes))
    var policy = FixedAnswers(victim: nil)
    #expect(
      text { _ = try model.apply(plan: plan.map { AdapterID($0) }, at: 4, timeSeconds: nil, notifying: &policy) }
        == "\(reason)\n  at:     step 4 of tiny (capacity 6 bytes: a, b)\n  fix:    \(fix)")
    #expect(model.names == "ab")
  }

  @Test("a run with a host tier does not start without an evictor for it")
  func noHostEvictor() throws {
    let model = try PagingModel(configuration(host: Capacity(3)), environment: Seed(1))
    var policy = FixedAnswers(victim: nil)
    #expect(
      text { try model.start(notifying: &policy) }
        == "the host tier has no evictor\n  fix:    name one, or leave the host tier out")
  }

  @Test("more than 63 bits of moved bytes are reported with the step")
  func moved() throws {
    let model = try PagingModel(configuration(sizes: [1 << 50, 1 << 50], gpu: Capacity(1)), environment: Seed(1))
    var lru = TestLRU(2)
    try model.start(notifying: &lru)
    // 2¹³ loads of 2⁵⁰ bytes are one byte too many.
    for step in 0..<8191 { _ = try model.serve(AdapterID(1 - step % 2), at: step, timeSeconds: nil, asking: &lru) }
    #expect(
      text { _ = try model.serve(AdapterID(0), at: 8191, timeSeconds: nil, asking: &lru) }
        == "more than 9223372036854775807 bytes were moved\n  at:     step 8191\n"
        + "  fix:    see whether sizes are in bytes")
  }

  @Test("a configuration that contradicts itself is refused")
  func configurations() {
    func fault(_ change: (inout PagingConfiguration) -> Void) -> String {
      var setting = configuration()
      change(&setting)
      return text { _ = try PagingModel(setting, environment: Seed(1)) }
    }
    #expect(
      fault { $0.pageInCosts = [1] }
        == "there are 1 page-in costs for 4 adapters\n  fix:    give one number for each adapter")
    #expect(
      fault { $0.latencies.fromStorageSeconds[2] = .nan }
        == "the latencies from storage hold nan for 'c'\n  fix:    give a finite number, 0 to 1000000")
    #expect(
      fault { $0.gpu = Capacity(-1) }
        == "the GPU tier has a capacity of -1\n  fix:    give a capacity from 0 to 9007199254740992")
    #expect(
      fault { $0.gpu = Capacity(1, .pages(pageBytes: 0)) }
        == "the GPU tier has pages of 0 bytes\n  fix:    give pages from 1 to 1125899906842624 bytes")
    #expect(
      fault { $0.adapters[2].sizeBytes = .max }
        == "adapter 'c' has 9223372036854775807 bytes\n  fix:    give a size from 0 to 1125899906842624 bytes")
    #expect(
      fault {
        $0.adapters = (0..<9).map { Adapter(name: "\($0)", sizeBytes: 1 << 50) }
        $0.latencies = PageInLatencies(fromHostSeconds: [])
      }
        == "the adapters have more than 9007199254740992 bytes together\n  fix:    see whether sizes are in bytes")
    #expect(
      fault { $0.gpu = Capacity(.max, .bytes) }
        == "the GPU tier has a capacity of 9223372036854775807\n  fix:    give a capacity from 0 to 9007199254740992")
    #expect(fault { $0.jitter = -1 } == "the jitter is -1.0\n  fix:    give a finite number, 0 to 10")
    #expect(
      fault { $0.loading = .overlapped(bytesPerSecond: 0) }
        == "the bandwidth of the link is 0.0\n  fix:    give a finite number, 1 to 1000000000000000")
    #expect(
      fault {
        $0.adapters = $0.adapters.map {
          var a = $0
          a.isPinned = true
          return a
        }
      }
        == "pinned adapter 'c' does not fit into the 2 slots of the GPU\n"
        + "  fix:    pin fewer adapters, or give more capacity")
    #expect(
      fault {
        $0.adapters = $0.adapters.map {
          var a = $0
          a.startsIn = .gpu
          return a
        }
      }
        == "adapter 'c', which the catalogue starts on the GPU, does not fit into the 2 slots of the GPU\n"
        + "  fix:    start fewer adapters there, or give more capacity")
  }
}
