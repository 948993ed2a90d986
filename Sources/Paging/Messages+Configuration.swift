import Core

extension Messages {
  static func noHostEvictor() -> Fault {
    Fault("the host tier has no evictor", fix: "name one, or leave the host tier out")
  }

  static func wrongLength(_ name: String, count: Int, adapterCount: Int) -> Fault {
    Fault(
      "there are \(count) \(name) for \(adapterCount) adapters", fix: "give one number for each adapter")
  }

  static func badNumber(_ name: String, of adapter: String, value: Double, most: Double) -> Fault {
    Fault("the \(name) hold \(value) for '\(adapter)'", fix: "give a finite number, 0 to \(shortest(most))")
  }

  static func badSize(_ adapter: Adapter) -> Fault {
    Fault(
      "adapter '\(adapter.name)' has \(adapter.sizeBytes) bytes",
      fix: "give a size from 0 to \(Bounds.bytes.upperBound) bytes")
  }

  static func tooManyBytes() -> Fault {
    Fault(
      "the adapters have more than \(Bounds.total.upperBound) bytes together", fix: "see whether sizes are in bytes")
  }

  static func tooMuchMoved(_ step: Step) -> Fault {
    Fault("more than \(Int.max) bytes were moved", at: "step \(step)", fix: "see whether sizes are in bytes")
  }

  static func badCapacity(_ tier: String, _ capacity: Capacity) -> Fault {
    Fault(
      "the \(tier) tier has a capacity of \(capacity.amount)",
      fix: "give a capacity from 0 to \(Bounds.total.upperBound)")
  }

  static func badPage(_ tier: String, _ pageBytes: Int) -> Fault {
    Fault(
      "the \(tier) tier has pages of \(pageBytes) bytes", fix: "give pages from 1 to \(Bounds.bytes.upperBound) bytes")
  }

  static func badChoice(_ name: String, _ value: Double, _ range: ClosedRange<Double>) -> Fault {
    Fault(
      "the \(name) is \(value)",
      fix: "give a finite number, \(shortest(range.lowerBound)) to \(shortest(range.upperBound))")
  }

  static func pinnedDoNotFit(in model: PagingModel, adapter: Adapter) -> Fault {
    doesNotFit("pinned adapter '\(adapter.name)'", in: model, fix: "pin fewer adapters, or give more capacity")
  }

  static func startersDoNotFit(in model: PagingModel, adapter: Adapter) -> Fault {
    doesNotFit(
      "adapter '\(adapter.name)', which the catalogue starts on the GPU,", in: model,
      fix: "start fewer adapters there, or give more capacity")
  }

  private static func doesNotFit(_ who: String, in model: PagingModel, fix: String) -> Fault {
    var capacity = "\(described(model.gpu.capacity.amount, model.gpu.capacity.unit)) of the GPU"
    if let host = model.host { capacity += " and \(described(host.capacity.amount, host.capacity.unit)) of the host" }
    return Fault("\(who) does not fit into the \(capacity)", fix: fix)
  }
}
