import Core
import Twin

@testable import Placement

/// A profile that tests place on.
func llama() throws -> TwinProfile { try ShippedTwinProfiles.named("llama-3.1-8b") }

/// So many adapters of equal rate, named a0, a1, …; ranks in turn.
func even(_ count: Int, rate: Double, ranks: [Int] = [8]) -> [AdapterDemand] {
  (0..<count).map { AdapterDemand(name: "a\($0)", rank: ranks[$0 % ranks.count], rate: rate) }
}

/// A GPU of a fifth of the speed and a tenth of the cache, so that few requests fill it: some 1 300 tokens/s.
func slow() throws -> TwinProfile {
  var profile = try llama()
  for term in StepTerm.allCases { profile.steps[term] *= 5 }
  profile.memory.baseTokens /= 10
  profile.memory.tokensPerSlot /= 10
  profile.memory.tokensPerSlotRank /= 10
  profile.memory.modelLength = 2048
  profile.memory.cells = []
  return profile
}

/// A task on slow GPUs, with runs of a quarter of an hour.
func task(_ demands: [AdapterDemand], gpus: Int? = nil) throws -> PlacementTask {
  var task = PlacementTask(profile: try slow(), table: DemandTable(demands, file: "t.csv"))
  task.durationSeconds = 900
  task.gpuLimit = gpus
  return task
}

func estimator(_ task: PlacementTask) -> SteadyState {
  SteadyState(profile: task.profile, durationSeconds: task.durationSeconds, leastShare: task.leastShare)
}

func plan(_ task: PlacementTask, _ algorithm: Algorithm = .search) throws -> Plan? {
  let planner = try Planner(task, estimator: estimator(task))
  return try planner.plan(algorithm)
}

extension Plan {
  /// The names on each GPU, by its number.
  func names(_ task: PlacementTask) -> [Int: [String]] {
    Dictionary(uniqueKeysWithValues: gpus.map { ($0.number, $0.items.map { task.demands[$0.adapter].name }) })
  }
}
