import Core
import Paging

@testable import Twin

/// A small server: a step takes one second, whatever is in it.
func smallServer(slots: Int = 2, kvBlocks: Int = 100, blockTokens: Int = 4, budget: Int = 100) -> ServerSettings {
  var server = ServerSettings(slots: slots, slotRank: 8, kvBlocks: kvBlocks)
  server.blockTokens = blockTokens
  server.tokenBudget = budget
  server.maxSequences = min(budget, 50)
  return server
}

var oneSecondSteps: StepModel {
  var model = StepModel()
  model[.base] = 1000
  return model
}

/// The twin of a server that meets these requests: (arrival in seconds, adapter, prompt, output).
func twin(
  _ server: ServerSettings, _ requests: [(Double, Int, Int, Int)], adapters: Int = 2, seconds: Double = 100,
  model: StepModel = oneSecondSteps, loadSeconds: Double = 0
) -> Twin {
  var workload = Workload(
    rates: Array(repeating: 1, count: adapters), ranks: Array(repeating: 8, count: adapters),
    lengths: LengthPool(inputs: [1], outputs: [1]), durationSeconds: seconds)
  workload.recorded = requests.enumerated().map { number, request in
    TwinRequest(
      number: number, arrivalSeconds: request.0, adapter: request.1, inputTokens: request.2, outputTokens: request.3)
  }
  var twin = Twin(
    server: server, stepModel: model,
    latencies: PageInLatencies(fromHostSeconds: Array(repeating: loadSeconds, count: adapters)), workload: workload)
  twin.keepsDecisions = true
  return twin
}

extension TwinRun {
  /// As "0+1 2-1 5.0": step 0 admits request 1, step 2 preempts it, step 5 finishes request 0.
  var told: String {
    decisions.map { decision in
      let mark =
        switch decision.kind {
        case .admitted: "+"
        case .preempted: "-"
        case .finished: "."
        }
      return "\(decision.step)\(mark)\(decision.request)"
    }.joined(separator: " ")
  }
}
