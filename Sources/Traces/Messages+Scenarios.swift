import Core

extension Messages {
  static func unknownScenario(_ name: String, known: [String]) -> Fault {
    let nearest = nearestName(to: name, among: known).map { "did you mean '\($0)'? " } ?? ""
    return Fault(
      "there is no scenario \(excerpt(name))", mend: "\(nearest)scenarios are \(known.joined(separator: ", "))")
  }

  static func tooFewRequests(_ requests: Int) -> Fault {
    Fault(
      "a trace of \(requests) requests was asked for; expected at least 1", mend: "give --requests a number above 0")
  }

  static func tooManyRequests(_ requests: Int, limit: Int) -> Fault {
    Fault(
      "a trace of \(requests) requests was asked for; at these sizes \(limit) fit",
      mend: "ask for fewer requests, adapters or dimensions")
  }

  static func badRanks(_ text: String) -> Fault {
    Fault("ranks is \(excerpt(text)); expected LoRA ranks from 1 to 512, with slashes between", mend: "ranks=8/16/32")
  }
}
