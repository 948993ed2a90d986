import Core
import Paging
import Results
import Testing
import Traces
import Workbench

@testable import Tournaments

@Suite("Conditions", .timeLimit(.minutes(60)))
struct ConditionsTests {
  private func trace() throws -> Trace {
    let small = try SmallTournament()
    return try TraceLoader.load(path: small.path("t"))
  }

  /// The one cell of the small grid.
  private func cell(_ change: (inout Conditions) -> Void, capacity: String = "1") throws -> StoredCell {
    let small = try SmallTournament()
    var grid = small.grid
    grid.capacities = [capacity]
    change(&grid.conditions)
    let played = try small.play(grid)
    return try #require(played.cells.first)
  }

  @Test("the price is what a page-in costs: two at 3 cost 6")
  func price() throws {
    #expect(try cell { $0.price = 3 }.pagingCost == 6)
    #expect(try cell { $0.price = 0 }.pagingCost == 0)
  }

  @Test("the price multiplies a trace's own costs")
  func ownCosts() throws {
    var trace = try trace()
    trace.pageInCosts = [0.5, 0.25, 1, 1, 1]
    var conditions = Conditions()
    conditions.price = 2
    #expect(try conditions.world(trace, gpu: Capacity(1)).paging.pageInCosts == [1, 0.5, 2, 2, 2])
    conditions.profile = "llama-3.1-8b-vllm"
    #expect(try conditions.world(trace, gpu: Capacity(1)).paging.pageInCosts == nil)
    #expect(try conditions.world(trace, gpu: Capacity(1)).paging.priceOfLatency == 2)
  }

  @Test("every word of them reaches the paging model")
  func world() throws {
    var conditions = Conditions()
    conditions.host = "2"
    conditions.whenFull = .wait
    conditions.loading = .overlapped
    conditions.bandwidth = 2
    conditions.firstReads = .once
    conditions.jitter = 0.25
    conditions.startEmpty = true
    let paging = try conditions.world(try trace(), gpu: Capacity(3)).paging
    #expect(paging.gpu == Capacity(3) && paging.host == Capacity(2))
    #expect(paging.whenNoVictim == .wait && paging.firstReads == .once && paging.jitter == 0.25)
    #expect(paging.loading == .overlapped(bytesPerSecond: 2e9))
    #expect(paging.startsEmpty && paging.traceName == "five")
    conditions.loading = .requestOnly
    #expect(try conditions.world(try trace(), gpu: Capacity(3)).paging.loading == .requestOnly)
    #expect(try Conditions().world(try trace(), gpu: Capacity(3)).paging.loading == .blocking)
  }

  @Test("the time of a token is in milliseconds: two of a second hold an adapter for two, of six for twelve")
  func tokenTime() throws {
    #expect(try cell { $0.tokenTime = 1000 }.bypasses == 0)
    #expect(try cell { $0.tokenTime = 6000 }.bypasses == 1)
  }

  @Test("a profile needs ranks or bytes")
  func sizes() throws {
    var trace = try trace()
    trace.adapters[2] = Adapter(name: "c")
    var conditions = Conditions()
    conditions.profile = "llama-3.1-8b-vllm"
    let fault = #expect(throws: Fault.self) { try conditions.world(trace, gpu: Capacity(1)) }
    #expect(
      fault?.described == "profile 'llama-3.1-8b-vllm' needs the rank or the bytes of 'c', and five tells neither\n"
        + "  fix:    add adapters.csv with name and rank or bytes to the trace, or leave --profile out")
    #expect(Conditions.isFile(profile: "a/b") && Conditions.isFile(profile: "a.profile"))
    #expect(!Conditions.isFile(profile: "llama-3.1-8b-vllm"))
  }

  @Test("flags say what is not as by default, in the order of the command's help; the seed is left out")
  func flags() {
    #expect(Conditions().flags == [])
    var conditions = Conditions()
    conditions.seed = 5
    conditions.requests = 100
    conditions.shuffle = true
    conditions.profile = "a.profile"
    conditions.price = 2
    conditions.host = "8"
    conditions.whenFull = .wait
    conditions.loading = .requestOnly
    conditions.bandwidth = 12
    conditions.firstReads = .once
    conditions.jitter = 0.5
    conditions.tokenTime = 20
    conditions.startEmpty = true
    #expect(
      conditions.flags.joined(separator: " ")
        == "--requests 100 --shuffle --profile a.profile --price 2.0 --host 8 --when-full wait --loading request-only "
        + "--bandwidth 12.0 --first-reads once --jitter 0.5 --token-time 20.0 --start-empty")
  }

  @Test("a file is read once, cut and put in new orders; a scenario is drawn anew for each replicate")
  func sources() throws {
    let small = try SmallTournament()
    let file = TraceSource.file(small.path("t"))
    var conditions = Conditions()
    conditions.requests = 3
    #expect(try file.trace(conditions, replicate: 0, capacity: nil).requestCount == 3)
    conditions.requests = 5
    let fault = #expect(throws: Fault.self) { try file.trace(conditions, replicate: 0, capacity: nil) }
    #expect(
      fault?.described == "--requests asks for 5, but five has 4\n  fix:    ask for 4 or fewer, or leave it out")
    conditions.requests = nil
    conditions.shuffle = true
    let orders = try (0..<8).map { try file.trace(conditions, replicate: $0, capacity: nil).asked }
    #expect(Set(orders).count > 1 && orders.allSatisfy { $0.sorted() == [0, 0, 0, 1] })
    #expect(try file.trace(conditions, replicate: 3, capacity: nil).asked == orders[3])

    let scenario = TraceSource.scenario(try Spelling("scan(noise=0.2)"))
    conditions = Conditions()
    conditions.requests = 20
    let first = try scenario.trace(conditions, replicate: 0, capacity: nil)
    #expect(first.name == "scan(noise=0.2)" && first.requestCount == 20)
    #expect(try scenario.trace(conditions, replicate: 0, capacity: nil).rewards == first.rewards)
    #expect(try scenario.trace(conditions, replicate: 1, capacity: nil).rewards != first.rewards)
    conditions.seed = 2
    #expect(try scenario.trace(conditions, replicate: 0, capacity: nil).rewards != first.rewards)
  }

  @Test("where no capacity is named, it is a quarter of the adapters, rounded up")
  func standardCapacity() throws {
    let file = TraceSource.file("t")
    for (adapters, slots) in [(5, 2), (4, 1), (1, 1), (0, 1), (15, 4), (16, 4), (17, 5)] {
      #expect(try file.standardCapacity(adapterCount: adapters) == Capacity(slots))
    }
    #expect(try TraceSource.scenario(try Spelling("edge-15")).standardCapacity(adapterCount: 99) == Capacity(4))
  }
}
