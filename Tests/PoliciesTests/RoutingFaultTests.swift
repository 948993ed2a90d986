import Core
import Policies
import Testing

@Suite("faults of routers and joint policies", .timeLimit(.minutes(60)))
struct RoutingFaultTests {
  private func fault(_ host: TestHost, _ policy: String, _ given: [(name: String, value: String)] = []) -> String {
    do throws(Fault) {
      _ = try host.run(policy, given)
      return "no fault"
    } catch {
      return error.described
    }
  }

  private var host: TestHost { TestHost.constant([0.5, 0.25], requests: 6) }

  @Test(
    "a linear policy says that it needs contexts",
    arguments: ["linucb", "linucb-aware", "lints", "epsilon-greedy", "polar", "polar-plus", "edgelora-topk"])
  func noContexts(policy: String) {
    var host = host
    (host.contexts, host.dimension) = ([], 0)
    #expect(
      fault(host, policy) == """
        \(policy) needs contexts, and this trace has none (d = 0)
          fix:    take a router that needs none: asked, fixed, random, round-robin or ucb1
        """)
  }

  @Test(
    "a context that is not finite is named by row and feature",
    arguments: [("linucb", Double.nan, "nan"), ("polar", .infinity, "inf"), ("polar-plus", -.infinity, "-inf")])
  func badFeature(policy: String, value: Double, spelt: String) {
    var host = host
    host.contexts[4] = value
    #expect(
      fault(host, policy) == """
        feature 0 of the context is \(spelt); expected a finite number
          at:     step 4
          fix:    fix row 4 (0-based) of the contexts; `polarbench trace check` finds all such rows
        """)
  }

  @Test("asked reports the request that names no adapter")
  func noAdapterNamed() {
    var host = host
    host.asked = [0, 1, nil, 0, 0, 0]
    #expect(
      fault(host, "asked") == """
        asked: the request names no adapter
          at:     step 2
          fix:    take a trace that names adapters, or another router
        """)
  }

  @Test("fixed suggests the nearest name", arguments: [("law5", "did you mean 'law-5'? "), ("2", ""), ("-1", "")])
  func unknownAdapter(adapter: String, suggestion: String) {
    var host = host
    host.adapters = [Adapter(name: "chat-1"), Adapter(name: "law-5")]
    #expect(
      fault(host, "fixed", [("adapter", adapter)]) == """
        parameter 'adapter' of fixed is '\(adapter)', and no adapter has that name or index
          fix:    \(suggestion)give a name of the catalogue, or an index from 0 to 1
        """)
  }

  @Test("bounds say that they need utilities", arguments: ["clairvoyant", "fixed-best"])
  func noUtilities(bound: String) {
    var host = host
    host.showsFuture = false
    #expect(
      fault(host, bound) == """
        \(bound) needs the utility of every adapter for every request, and this trace has none
          fix:    take a trace with rewards, or a policy that is not a bound
        """)
  }

  @Test(
    "settings out of range are refused with what was expected",
    arguments: [
      ("linucb", "alpha", "-1", "a number from 0 to 1000000000, or 'theory'"),
      ("linucb", "ridge", "0", "a number from 1e-09 to 1000000000"),
      ("linucb-aware", "burn_in", "2.5", "a whole number, 0 or more"),
      ("linucb", "discount", "1.01", "a number from 0.01 to 1"),
      ("polar", "epoch", "0", "a whole number from 1 to 1000000000, or 'auto'"),
      ("polar", "window", "none", "a whole number from 1 to 1000000000"),
      ("polar-plus", "first", "4.5", "a whole number from 1 to 1000000000, or 'auto'"),
      ("polar-plus", "kappa", "nan", "a number from 0 to 1000000"),
      ("polar-plus", "exact", "yes", "true or false"),
      ("polar-plus", "restart", "on", "a number from 0 to 1000000000, or 'off'"),
      ("edgelora-topk", "k", "0", "a whole number from 1 to 1000000"),
      ("static-popular", "warm_up", "soon", "a whole number from 1 to 1000000000, or 'auto'"),
      ("epsilon-greedy", "epsilon", "2", "a number from 0 to 1"),
    ])
  func outOfRange(policy: String, parameter: String, value: String, expected: String) {
    let text = fault(host, policy, [(parameter, value)])
    #expect(
      text.hasPrefix("parameter '\(parameter)' of \(policy) is '\(value)'; expected \(expected)\n"))
  }

  @Test("the fault of an unknown parameter suggests the nearest one")
  func unknownParameter() {
    #expect(
      fault(host, "polar", [("epochs", "9")]) == """
        polar has no parameter 'epochs'
          fix:    did you mean 'epoch'? polar has alpha, ridge, model, burn_in, discount, delta, noise, norm, epoch, window
        """)
  }
}
