import Core

extension Messages {
  static func noTwinLine(_ place: Fault.Place) -> Fault {
    Fault("no profile of the twin begins here", place: place, fix: "begin with 'twin' and the profile's name")
  }

  static func unknownKey(_ key: String, _ known: [String], _ place: Fault.Place) -> Fault {
    let suggestion = nearestName(to: key, among: known).map { "did you mean '\($0)'? " } ?? ""
    return Fault(
      "'\(key)' is not a keyword here", place: place, fix: "\(suggestion)there are \(known.joined(separator: ", "))")
  }

  static func repeatedKey(_ key: String, _ place: Fault.Place) -> Fault {
    Fault("'\(key)' occurs twice", place: place, fix: "keep one of the two")
  }

  static func missingKey(_ key: String, _ place: Fault.Place) -> Fault {
    Fault("the profile lacks '\(key)'", place: place, fix: "docs/reference/twin-profile-format.md has the whole form")
  }

  static func badLine(_ key: String, _ value: String, _ form: String, _ place: Fault.Place) -> Fault {
    let written = form.split(separator: " ").map { $0 == "#" ? "NUMBER" : $0 == "%" ? "WHOLE-NUMBER" : String($0) }
    let expected = ["#": "a number", "%": "a whole number"][form] ?? "'\(key) \(written.joined(separator: " "))'"
    return Fault(
      "'\(key)' is \(value.isEmpty ? "empty" : excerpt(value)); expected \(expected)", place: place,
      fix: "docs/reference/twin-profile-format.md has the form of each line")
  }

  static func outOfRange(
    _ key: String, _ word: Substring, _ range: ClosedRange<Double>, isWhole: Bool, _ place: Fault.Place
  ) -> Fault {
    return Fault(
      "'\(key)' has \(excerpt(String(word))); expected \(isWhole ? "a whole number" : "a number") from "
        + "\(shortest(range.lowerBound)) to \(shortest(range.upperBound))",
      place: place, fix: "docs/reference/twin-profile-format.md has the range of each number")
  }

  static func unknownTwinProfile(_ name: String, _ known: [String]) -> Fault {
    let suggestion = nearestName(to: name, among: known).map { "did you mean '\($0)'? " } ?? ""
    return Fault(
      "there is no model or profile '\(name)'",
      fix: "\(suggestion)shipped are \(known.joined(separator: ", ")); a file of your own ends in .twin")
  }

  static func profileTooLong(_ path: String) -> Fault {
    Fault("'\(path)' is over 1 MiB, too long for a profile", fix: "check that it is the file you mean")
  }

  static func profileNotText(_ path: String) -> Fault {
    Fault("'\(path)' is not UTF-8 text", fix: "check that it is the file you mean")
  }

  /// The fault of a server that would not start, with the arithmetic.
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
