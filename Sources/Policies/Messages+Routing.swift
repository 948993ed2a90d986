import Core

extension Messages {
  static func noContexts(_ policy: String) -> Fault {
    Fault(
      "\(policy) needs contexts, and this trace has none (d = 0)",
      fix: "take a router that needs none: asked, fixed, random, round-robin or ucb1")
  }

  static func noMemory(_ policy: String, arms: Int, dimension: Int) -> Fault {
    Fault(
      "there is no memory for the model of \(policy): \(arms) adapters in \(dimension) dimensions",
      fix: "make contexts shorter, or take a router that needs none: asked, fixed, random, round-robin or ucb1",
      kind: .memory)
  }

  static func badFeature(_ value: Double, at feature: Int, of request: Request) -> Fault {
    Fault(
      "feature \(feature) of the context is \(value); expected a finite number", at: "step \(request.step)",
      fix: "fix row \(request.step) (0-based) of the contexts; `polarbench trace check` finds all such rows")
  }

  static func noAdapterNamed(at step: Step) -> Fault {
    Fault(
      "asked: the request names no adapter", at: "step \(step)",
      fix: "take a trace that names adapters, or another router")
  }

  static func unknownAdapter(_ name: String, among adapters: [Adapter], count: Int) -> Fault {
    let suggestion = nearestName(to: name, among: adapters.map(\.name)).map { "did you mean '\($0)'? " } ?? ""
    return Fault(
      "parameter 'adapter' of fixed is '\(name)', and no adapter has that name or index",
      fix: "\(suggestion)give a name of the catalogue, or an index from 0 to \(count - 1)")
  }

  static func noUtilities(_ policy: String) -> Fault {
    Fault(
      "\(policy) needs the utility of every adapter for every request, and this trace has none",
      fix: "take a trace with rewards, or a policy that is not a bound")
  }

  static func beyondFuture(_ policy: String, step: Step) -> Fault {
    Fault("\(policy) was shown no utilities for this request", at: "step \(step)")
  }
}
