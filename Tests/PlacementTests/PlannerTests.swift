import Core
import Testing
import Twin

@testable import Placement

@Suite("Plans", .timeLimit(.minutes(60)))
struct PlannerTests {
  @Test("what one GPU serves easily is put on one, and the bound is one", arguments: Algorithm.allCases)
  func one(algorithm: Algorithm) throws {
    let plan = try #require(try plan(try task(even(16, rate: 0.05)), algorithm))
    #expect(plan.gpus.count == 1 && plan.gpus[0].items.count == 16)
    #expect(plan.bound?.gpus == 1)
    #expect(plan.gpus[0].verdict.share > 0.95)
  }

  @Test("what asks for the tokens of two full GPUs and a half has three, each served enough by the twin")
  func three() throws {
    let task = try task(even(16, rate: 0.55, ranks: [8, 16]))
    let plan = try #require(try plan(task))
    #expect(plan.gpus.count == 3)
    #expect(plan.gpus.allSatisfy { $0.verdict.share >= 0.9 })
    let bound = try #require(plan.bound)
    #expect(bound.gpus == 3)
    #expect(bound.memory <= bound.time && bound.time <= bound.prices)
    #expect(plan.gpus.flatMap(\.items).map(\.adapter).sorted() == Array(0..<16))
  }

  @Test("what would take longer to play than anyone waits is refused with its rate")
  func tooMuch() throws {
    var huge = try task(even(3, rate: 10_000))
    huge.durationSeconds = 1_000_000
    #expect(
      throws: Fault(
        "30000.0 requests per second for 1000000.0 s are more than the 20000000 that can be simulated",
        place: Fault.Place(file: "t.csv"), fix: "shorten --duration, or place the adapters in parts")
    ) { try plan(huge) }
  }

  @Test("an estimate of endlessly many GPUs is a number all the same")
  func endless() {
    let bound = LowerBound(memory: .infinity, time: 1e300, tokens: 0, prices: 2, rules: 3, bestTokenRate: 0)
    #expect(bound.gpus == 1 << 53)
  }

  @Test("never has more GPUs than the greedy, and every baseline's GPUs are served enough")
  func noWorse() throws {
    var stream = RandomStream(Seed(1))
    let demands = (0..<24).map { index in
      AdapterDemand(
        name: "a\(index)", rank: [8, 16, 32][index % 3], rate: 0.6 / Double(1 + stream.integer(below: 20)),
        meanInput: 100 + 300 * stream.uniform(), meanOutput: 60 + 200 * stream.uniform())
    }
    let task = try task(demands)
    let planner = try Planner(task, estimator: estimator(task))
    let search = try #require(try planner.plan(.search))
    for algorithm in Algorithm.allCases {
      let plan = try #require(try planner.plan(algorithm))
      #expect(search.gpus.count <= plan.gpus.count, "\(algorithm)")
      #expect(plan.gpus.allSatisfy { $0.verdict.share >= 0.9 })
      #expect(plan.gpus.flatMap(\.items).map(\.adapter).sorted() == Array(0..<24))
      #expect(try #require(plan.bound).gpus <= plan.gpus.count)
    }
  }

  @Test("is the same for any number of jobs, and again")
  func jobs() throws {
    var task = try task(even(24, rate: 0.2, ranks: [8, 32]))
    let first = try plan(task)
    #expect(try plan(task) == first)
    task.jobs = 3
    #expect(try plan(task) == first)
  }

  @Test("an adapter hotter than a GPU has copies on as many GPUs, its rate split")
  func replicas() throws {
    let task = try task([AdapterDemand(name: "hot", rank: 8, rate: 6)] + even(4, rate: 0.01))
    let plan = try #require(try plan(task))
    #expect(plan.copies[0] == 2 && plan.gpus.count == 2)
    let hot = plan.gpus.flatMap(\.items).filter { $0.adapter == 0 }
    #expect(hot.map(\.rate) == [3, 3] && hot.map(\.copy).sorted() == [0, 1])
  }

  @Test("pins and adapters kept apart are honoured by every algorithm", arguments: Algorithm.allCases)
  func constraints(algorithm: Algorithm) throws {
    var demands = even(12, rate: 0.05)
    demands[3].pin = 1
    demands[5].pin = 1
    for index in [0, 1, 2] { demands[index].apart = "bank" }
    demands[7].replicas = 2
    let task = try task(demands)
    let plan = try #require(try plan(task, algorithm))
    let names = plan.names(task)
    #expect(names[2]?.contains("a3") == true && names[2]?.contains("a5") == true)
    #expect(names.values.allSatisfy { Set($0).intersection(["a0", "a1", "a2"]).count <= 1 })
    #expect(names.values.filter { $0.contains("a7") }.count == 2)
    #expect(plan.bound?.rules == 3 && plan.gpus.count == 3)
  }

  @Test("is none where the GPUs that there are do not do")
  func tooFew() throws {
    #expect(try plan(try task(even(16, rate: 0.8), gpus: 2)) == nil)
  }

  @Test("on more GPUs requests take less time")
  func latency() throws {
    var task = try task(even(24, rate: 0.08, ranks: [8, 16, 32]), gpus: 2)
    task.objective = .latency
    let two = try #require(try plan(task))
    task.gpuLimit = 4
    let four = try #require(try plan(task))
    #expect(four.gpus.count == 4 && two.gpus.count == 2)
    #expect(four.requestSeconds < two.requestSeconds)
  }

  @Test(
    "adapters that fit nowhere are named with their line",
    arguments: [
      (
        "hot,8,6,,1,",
        """
        w.csv:2: the adapter 'hot' fits nowhere: it asks for 2513.4 tokens/s, which one copy on GPUs of their own cannot serve
          at:     profile llama-3.1-8b-h100
          fix:    more replicas, or none given for as many as it takes
        """
      ),
      (
        "far,8,1,4,,",
        """
        w.csv:2: the adapter 'far' is pinned to GPU 4; there are 2
          fix:    a lower number in column gpu, or more --gpus
        """
      ),
      (
        "high,8,1,2,,",
        """
        w.csv:2: the adapter 'high' is pinned to GPU 2, and too few adapters are free for the 1 below it without a pinned adapter
          fix:    number the GPUs from 1 without gaps
        """
      ),
      (
        "many,8,1,,3,",
        """
        w.csv:2: the adapter 'many' needs 3 copies on as many GPUs; there are 2
          fix:    --gpus 3 or more
        """
      ),
      (
        "a,8,1,1,,x\nb,8,1,1,,x",
        """
        w.csv:3: the adapters 'a' and 'b' are kept apart as 'x', and both pinned to GPU 1
          fix:    pin one of them elsewhere
        """
      ),
    ])
  func nowhere(rows: String, message: String) throws {
    let table = try DemandTable(
      ArrayBytes("adapter,rank,rate,gpu,replicas,apart\n" + rows + "\n"), file: "w.csv", profile: try slow())
    var task = PlacementTask(profile: try slow(), table: table)
    task.gpuLimit = 2
    task.durationSeconds = 900
    let fault = #expect(throws: Fault.self) { _ = try plan(task) }
    #expect(fault?.described == message)
  }
}
