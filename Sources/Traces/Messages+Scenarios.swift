import Core

extension Messages {
  static func unknownScenario(_ name: String, known: [String]) -> Fault {
    let nearest = nearestName(to: name, among: known).map { "did you mean '\($0)'? " } ?? ""
    return Fault(
      "there is no scenario \(excerpt(name))", fix: "\(nearest)scenarios are \(known.joined(separator: ", "))")
  }

  static func tooFewRequests(_ requests: Int) -> Fault {
    Fault(
      "a trace of \(requests) requests was asked for; expected at least 1", fix: "give --requests a number above 0")
  }

  static func tooManyRequests(_ requests: Int, limit: Int) -> Fault {
    Fault(
      "a trace of \(requests) requests was asked for; at these sizes \(limit) fit",
      fix: "ask for fewer requests, adapters or dimensions")
  }

  static func badRanks(_ text: String) -> Fault {
    Fault("ranks is \(excerpt(text)); expected LoRA ranks from 1 to 512, with slashes between", fix: "ranks=8/16/32")
  }
}

extension Messages {
  static func badObjectCount(_ objects: Int) -> Fault {
    Fault(
      "a trace over \(objects) objects was asked for; expected 1 to \(ZipfIds.mostObjects)",
      fix: "give --objects 1000")
  }

  static func assignmentSize(_ count: Int, has own: Int) -> Fault {
    own == 0
      ? Fault(
        "requests cannot be assigned to \(count) adapters", fix: "give --adapters 1 to \(Bounds.adapters.upperBound)")
      : Fault(
        "the trace has \(own) adapters, and requests were to be assigned to \(count)",
        fix: "leave --adapters out: its own are taken")
  }

  static func rotationNeedsTimes() -> Fault {
    Fault("popularity cannot rotate at given times: the trace has no times", fix: "rotate by requests: --rotate-every")
  }

  static func assignmentNeedsGroups() -> Fault {
    Fault(
      "requests cannot be assigned by group: the trace has none",
      fix: "import it with its sessions, tenants or functions, or assign by zipf")
  }
}
