import Core
import Surrogate
import Testing
import Twin

@testable import Placement

@Suite("What plans are made with", .timeLimit(.minutes(60)))
struct PartsTests {
  @Test(
    "the linear program is solved",
    arguments: [
      // One thing, two GPUs; two things that trade off; one that no GPU limits but together with the other.
      ([1.0], [[2.0], [4.0]], 0.25),
      ([1.0, 1.0], [[2.0, 1.0], [1.0, 2.0]], 2.0 / 3),
      ([3.0, 1.0], [[1.0, 1.0], [2.0, 0.0], [0.0, 3.0]], 1.5 + 1.0 / 3),
      ([0.0, 1.0], [[1.0, 2.0]], 0.5),
    ])
  func program(value: [Double], rows: [[Double]], best: Double) {
    let x = PackingProgram(value: value, rows: rows).solved()
    #expect(abs(zip(value, x).reduce(0) { $0 + $1.0 * $1.1 } - best) < 1e-9)
    #expect(rows.allSatisfy { row in zip(row, x).reduce(0) { $0 + $1.0 * $1.1 } < 1 + 1e-9 })
  }

  @Test("the closed form is within 8 points of the twin near the edge", arguments: [(32, 32, 30.0), (96, 32, 24)])
  func closedForm(adapters: Int, slots: Int, rate: Double) throws {
    var task = try task(even(adapters, rate: rate / Double(adapters)))
    task.profile = try llama()
    let items = try task.demands.enumerated().map { try Item($1, adapter: $0, copy: 0, of: 1) }
    let twin = GPUTwin(task, items: items)
    let verdict = try #require(try twin.verdict(of: Array(items.indices), slots: slots))
    let expected = try #require(estimator(task).estimate(LoadSummary(items.map(\.load)), slots: slots))
    #expect(abs(verdict.share - expected.share) < 0.08, "\(verdict.share) \(expected.share)")
  }

  @Test("the grid of slots ends at the number of adapters")
  func grid() {
    #expect(slotChoices([8, 16, 32], adapters: 5) == [5])
    #expect(slotChoices([8, 16, 32], adapters: 16) == [8, 16])
    #expect(slotChoices([8, 16, 32], adapters: 20) == [8, 16, 20])
    #expect(slotChoices([8, 16, 32], adapters: 99) == [8, 16, 32])
  }

  @Test("a copy's requests do not depend on the GPU, and a server that does not start has no verdict")
  func requests() throws {
    let task = try task(even(3, rate: 0.5))
    let items = try task.demands.enumerated().map { try Item($1, adapter: $0, copy: 0, of: 1) }
    let twin = GPUTwin(task, items: items)
    let alone = try #require(try twin.verdict(of: [1], slots: 1))
    let both = try #require(try twin.verdict(of: [0, 1], slots: 2))
    let other = try #require(try twin.verdict(of: [0], slots: 1))
    #expect(abs(alone.asked + other.asked - both.asked) < 1e-9)
    #expect(try twin.verdict(of: [1], slots: 2) == nil)
  }

  @Test("a vLLM server gets slots, adapters in host memory, rank and paths")
  func launch() throws {
    let item = try Item(AdapterDemand(name: "chat", rank: 8, rate: 1), adapter: 0, copy: 0, of: 1)
    let gpu = Plan.GPU(
      number: 2, items: [item, item], slots: 8, slotRank: 16, kvTokens: 1, verdict: .silent)
    let words = VLLMLaunch(try llama()).words(gpu, adapters: ["chat", "my law"], path: "/loras/{}")
    #expect(
      ShellWord.joined(words) == """
        vllm serve llama-3.1-8b-instruct --port 8001 --enable-lora --max-loras 8 --max-cpu-loras 2 --max-lora-rank 16 \
        --max-num-seqs 2048 --max-num-batched-tokens 2048 --gpu-memory-utilization 0.9 --block-size 16 \
        --no-enable-prefix-caching --lora-modules '{"name":"chat","path":"/loras/chat"}' '{"name":"my law","path":"/loras/my law"}'
        """)
  }
}
