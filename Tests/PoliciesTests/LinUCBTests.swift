import Core
import Testing

@Suite("linucb", .timeLimit(.minutes(60)))
struct LinUCBTests {
  @Test("explores and settles as worked out by hand")
  func byHand() throws {
    // α = 1: widths 1, 1/√2, 1/√3 …, means ½·n/(n+1) and 0.4·n/(n+1).
    let host = TestHost.constant([0.5, 0.4], requests: 5)
    #expect(try host.run("linucb", [("alpha", "1")]).adapters == [0, 1, 0, 0, 1])
  }

  @Test("decides as a textbook model that solves for every estimate anew", arguments: 0..<6)
  func textbook(seed: Int) throws {
    let host = TestHost.drawn(seed: seed, adapters: 4, requests: 150)
    let given = seed % 2 == 0 ? [] : [("alpha", "1.5"), ("ridge", "0.25")]
    var model = Textbook(host, alpha: seed % 2 == 0 ? 0.5 : 1.5, ridge: seed % 2 == 0 ? 1 : 0.25)
    #expect(try host.run("linucb", given).adapters == model.run())
  }

  @Test("burn-in serves request t with adapter t mod N")
  func burnIn() throws {
    let host = TestHost.drawn(seed: 1)
    let run = try host.run("linucb", [("burn_in", "15")])
    #expect(Array(run.adapters.prefix(15)) == (0..<15).map { $0 % 6 })
  }

  @Test("does not see costs")
  func costs() throws {
    let cheap = TestHost.drawn(seed: 2, cost: 0)
    let dear = TestHost.drawn(seed: 2, cost: 100)
    #expect(try cheap.run("linucb").adapters == dear.run("linucb").adapters)
  }

  @Test("alpha by theory is sqrt(ρ)·S without noise, and grows with it")
  func theory() throws {
    let host = TestHost.drawn(seed: 3)
    let theory = [(name: "alpha", value: "theory"), (name: "ridge", value: "4"), (name: "norm", value: "0.25")]
    let half = try host.run("linucb", [("alpha", "0.5"), ("ridge", "4")]).adapters
    #expect(try host.run("linucb", theory + [("noise", "0")]).adapters == half)
    #expect(try host.run("linucb", theory).adapters != half)
  }

  @Test("a discount follows utilities that change")
  func discount() throws {
    var host = TestHost.constant([1, 0], requests: 400)
    for t in 200..<400 { (host.rewards[2 * t], host.rewards[2 * t + 1]) = (0, 1) }
    #expect(try host.run("linucb", [("discount", "0.9")]).adapters.suffix(20).allSatisfy { $0 == 1 })
    #expect(try host.run("linucb").adapters.suffix(20).allSatisfy { $0 == 0 })
  }
}
