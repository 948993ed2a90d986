import Core

/// The fault messages of this module; tested word for word.
enum Messages {
  static func outOfRange(_ what: String, _ value: Int, _ expected: String) -> Fault {
    Fault("\(what): \(value); expected \(expected)")
  }

  static func tooManySlots(_ slots: Int, adapters: Int) -> Fault {
    Fault(
      "\(slots) slots for \(adapters) adapters",
      fix: "a slot without an adapter only takes memory: at most \(adapters)")
  }

  static func budgetBelowSequences(_ budget: Int, _ sequences: Int) -> Fault {
    Fault(
      "a budget of \(budget) tokens is less than \(sequences) sequences",
      fix: "vLLM refuses this too: raise the budget, or lower the sequences")
  }

  static func hostBelowSlots(_ host: Int, slots: Int) -> Fault {
    Fault(
      "host memory for \(host) adapters is less than the \(slots) slots of the GPU",
      fix: "host memory keeps what the GPU holds: \(slots) or more")
  }

  static func choseNoHead(_ adapter: AdapterID, among heads: [AdapterID]) -> Fault {
    Fault(
      "the scheduler answered adapter \(adapter.index), of whose queue no request may be admitted",
      fix: "answer one of \(heads.map { String($0.index) }.joined(separator: ", ")), or nil")
  }

  static let plansAreNotAsked = Fault(
    "the evictor plans resident sets, and the slots of a server are filled by misses alone",
    fix: "leave plan() out, or name another evictor")

  static func choseNoReplica(_ replica: Int, count: Int) -> Fault {
    Fault("the router answered replica \(replica)", fix: "answer 0 to \(count - 1)")
  }

  static func badNumber(_ what: String, _ value: Double, _ expected: String) -> Fault {
    Fault("\(what): \(value); expected \(expected)")
  }

  static func noAdapters() -> Fault { Fault("no adapters to serve", fix: "name at least one adapter") }

  static func ranksAndRates(_ ranks: Int, _ rates: Int) -> Fault {
    Fault("\(ranks) ranks for \(rates) rates", fix: "give each adapter one rank and one rate")
  }

  static func badRate(_ rate: Double) -> Fault {
    Fault("rate: \(rate); expected requests per second, 0, or 1e-12 to 1e6")
  }

  static func noTraffic() -> Fault {
    Fault("nothing arrives: all rates are 0", fix: "give at least one adapter a rate above 0")
  }

  static func tooManyRequests(_ rate: Double, _ seconds: Double, most: Int) -> Fault {
    Fault(
      "\(rate) requests per second for \(seconds) s are more than the \(most) that a run may have",
      fix: "lower the rates, or shorten the run")
  }

  static func tooManySteps(_ most: Int, _ seconds: Double) -> Fault {
    Fault(
      "the server made \(most) steps, the most that a run may have, in \(seconds) s",
      fix: "shorten the run, or see whether the profile's steps take the time they should")
  }

  static func noLengths() -> Fault {
    Fault("no lengths to draw from", fix: "give prompts and outputs, as many of the one as of the other")
  }

  static func notAscending(_ number: Int) -> Fault {
    Fault("request \(number) arrives before the one in front of it", fix: "sort the requests by time")
  }

  static func strangeAdapter(_ request: TwinRequest, count: Int) -> Fault {
    Fault("request \(request.number) asks for adapter \(request.adapter); expected 0 to \(count - 1)")
  }

  static func badLength(_ request: TwinRequest) -> Fault {
    Fault(
      "request \(request.number) has \(request.inputTokens) prompt and \(request.outputTokens) output tokens",
      fix: "each takes \(Workload.tokens.lowerBound) to \(Workload.tokens.upperBound)")
  }

  static func traceWithoutTimes(_ name: String) -> Fault {
    Fault(
      "trace '\(name)' lacks times or tokens",
      fix: "the twin needs when requests arrive, and their prompt and output tokens")
  }

  static func rankAboveSlots(_ rank: Int, slotRank: Int) -> Fault {
    Fault(
      "an adapter of rank \(rank) does not fit slots of rank \(slotRank)",
      fix: "raise the slots' rank to \(rank)")
  }

  static func noColumn(_ name: String, or other: String, _ place: Fault.Place) -> Fault {
    Fault("there is no column '\(name)', and none '\(other)'", place: place)
  }

  static func badCell(_ column: String, _ value: String, _ expected: String, _ place: Fault.Place) -> Fault {
    Fault("\(column) is '\(value)'; expected \(expected)", place: place)
  }
}
