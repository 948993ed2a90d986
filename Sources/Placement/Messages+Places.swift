import Core

extension Messages {
  static func noSlot(_ demand: AdapterDemand, profile: String, _ place: Fault.Place) -> Fault {
    Fault(
      "the adapter \(excerpt(demand.name)) fits nowhere: a server with one slot of rank \(demand.rank) does not start",
      place: place, at: "profile \(profile)", fix: "a lower rank, or a GPU with more memory")
  }

  static func tooHot(_ demand: AdapterDemand, profile: String, _ place: Fault.Place) -> Fault {
    let copies = demand.replicas ?? 1
    let words = copies == 1 ? "one copy" : "\(copies) copies"
    return Fault(
      "the adapter \(excerpt(demand.name)) fits nowhere: it asks for \(fixed(demand.tokenRate, 1)) tokens/s, which \(words) "
        + "on GPUs of their own cannot serve", place: place, at: "profile \(profile)",
      fix: "more replicas, or none given for as many as it takes")
  }

  static func moreCopiesThanGPUs(_ demand: AdapterDemand, _ copies: Int, limit: Int, _ place: Fault.Place) -> Fault {
    Fault(
      "the adapter \(excerpt(demand.name)) needs \(copies) copies on as many GPUs; there are \(limit)", place: place,
      fix: "--gpus \(copies) or more")
  }

  static func pinBeyond(_ demand: AdapterDemand, limit: Int, _ place: Fault.Place) -> Fault {
    Fault(
      "the adapter \(excerpt(demand.name)) is pinned to GPU \((demand.pin ?? 0) + 1); there are \(limit)", place: place,
      fix: "a lower number in column gpu, or more --gpus")
  }

  static func pinLeavesGaps(_ demand: AdapterDemand, empty: Int, _ place: Fault.Place) -> Fault {
    Fault(
      "the adapter \(excerpt(demand.name)) is pinned to GPU \((demand.pin ?? 0) + 1), and too few adapters are free for the "
        + "\(empty) below it without a pinned adapter", place: place,
      fix: "number the GPUs from 1 without gaps")
  }

  static func pinnedTogether(_ demand: AdapterDemand, _ other: AdapterDemand, _ place: Fault.Place) -> Fault {
    Fault(
      "the adapters \(excerpt(other.name)) and \(excerpt(demand.name)) are kept apart as "
        + "\(excerpt(demand.apart ?? "")), and both pinned to GPU \((demand.pin ?? 0) + 1)", place: place,
      fix: "pin one of them elsewhere")
  }
}
