import Core

extension Messages {
  static func repeatedTerm(_ term: StepTerm, _ place: Fault.Place) -> Fault {
    Fault("terms has '\(term.rawValue)' twice", place: place, fix: "keep one of the two")
  }

  static func noBase(_ place: Fault.Place) -> Fault {
    Fault(
      "the profile has no term 'base', the milliseconds of a step", place: place,
      fix: "add { term = \"base\", ms = 11.7 } to terms, with its milliseconds")
  }

  static func halfMeasured(_ place: Fault.Place) -> Fault {
    Fault(
      "the start has no one outcome; expected tokens, or refused = true", place: place,
      fix: "write { slots = 8, rank = 8, tokens = 305104 } or { slots = 8, rank = 8, refused = true }")
  }

  static func unknownTwinProfile(_ name: String, _ known: [String]) -> Fault {
    let suggestion = nearestName(to: name, among: known).map { "did you mean '\($0)'? " } ?? ""
    return Fault(
      "there is no model or profile '\(name)'",
      fix: "\(suggestion)shipped are \(known.joined(separator: ", ")); a file of your own ends in .twin")
  }

  /// Why a server would not start, with the arithmetic.
  static func doesNotStart(
    _ verdict: KVMemory.Verdict, _ memory: KVMemory, slots: Int, slotRank: Int, profile: String
  ) -> Fault {
    let slotGiB = memory.slotGiB + memory.slotRankGiB * Double(slotRank)
    let resident = memory.residentGiB(slots: slots, slotRank: slotRank)
    let sum = "\(fixed(memory.weightsGiB, 2)) + \(slots) x \(fixed(slotGiB, 4)) = \(fixed(resident, 2)) GiB"
    switch verdict {
    case .noKV(let tokens):
      return Fault(
        "\(slots) slots of rank \(slotRank) leave a KV cache of \(tokens) tokens, and one request may take "
          + "\(memory.modelLength)",
        at: "\(profile): weights and slots \(sum) of \(fixed(memory.usableGiB, 2)) GiB for them and the cache",
        fix: "fewer slots, or a lower rank")
    case .outOfMemory(let need):
      return Fault(
        "\(slots) slots of rank \(slotRank) do not fit the GPU: \(fixed(need, 2)) of \(fixed(memory.gpuGiB, 2)) GiB",
        at: "\(profile): weights and slots \(sum), activations \(fixed(memory.activationsGiB, 2)) GiB",
        fix: "fewer slots, or a lower rank")
    case .fits(let tokens):
      return Fault("\(slots) slots of rank \(slotRank) fit, with \(tokens) tokens")
    }
  }
}
