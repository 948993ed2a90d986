import Core

extension Messages {
  static let doesNotRepeat = Fault("the same seed gave other decisions", kind: .answer)

  static func falseClaim(claims: Bool) -> Fault {
    claims
      ? Fault(
        "the card claims 'stochastic', and another seed changes nothing", fix: "leave the claim out", kind: .answer)
      : Fault(
        "another seed changes its decisions, and the card does not claim 'stochastic'",
        fix: "write traits = { \"stochastic\" }", kind: .answer)
  }

  static func servesFew(_ finished: Int, of engine: Int) -> Fault {
    Fault(
      "\(finished) requests were served where first come, first served serves \(engine)",
      fix: "choose() answers nil too often: a server with nothing else to do should admit a request", kind: .answer)
  }
}
