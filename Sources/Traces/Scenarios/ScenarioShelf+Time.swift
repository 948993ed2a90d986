import Core

// Scenarios that change over time.
extension ScenarioShelf {
  static let drift = Scenario(
    name: "drift",
    summary: "popularity moves on by a cluster each period, or utility vectors turn",
    parameters: [
      .adapters(15), .dimension(16), .clusters(10), .zipf(1), .spread(0.125), .blur(0.09), .weakest(0.7), .noise(0.1),
      .ranks("8/16/32"), .price(3), .pageIn, .rate, .period(4000, "how long a phase lasts"),
      Parameter("what", "popularity", .choice(["popularity", "utilities"]), "what drifts from phase to phase"),
      Parameter("turn", "0.25", .number(0...1), "tangent of half the angle that utility vectors turn by each phase"),
    ]
  ) { (parameters, _) throws(Fault) in
    var recipe = try Recipe(parameters)
    recipe.period = parameters.integer("period")
    recipe.change =
      parameters.word("what") == "popularity"
      ? .popularityRotates : .utilitiesTurn(tangent: parameters.number("turn"))
    return recipe
  }

  static let shift = Scenario(
    name: "shift",
    summary: "one sudden shift: the least popular cluster becomes the most popular",
    parameters: [
      .adapters(15), .dimension(16), .clusters(10), .zipf(1.2), .spread(0.125), .blur(0.09), .weakest(0.7),
      .noise(0.1), .ranks("8/16/32"), .price(3), .pageIn, .rate,
      .period(8000, "the request before which the shift comes"),
    ]
  ) { (parameters, _) throws(Fault) in
    var recipe = try Recipe(parameters)
    recipe.period = parameters.integer("period")
    recipe.change = .popularityReverses
    return recipe
  }

  static let churn = Scenario(
    name: "churn",
    summary: "adapters appear and disappear: three in ten are absent from each period, with utility -1",
    parameters: [
      .adapters(15), .dimension(16), .clusters(10), .zipf(1), .spread(0.125), .blur(0.09), .weakest(0.7), .noise(0.1),
      .ranks("8/16/32"), .price(3), .pageIn, .rate, .period(4000, "how long an adapter stays or is away"),
      Parameter("absence", "0.3", .number(0...1), "probability that an adapter is absent from a period"),
    ]
  ) { (parameters, _) throws(Fault) in
    var recipe = try Recipe(parameters)
    recipe.period = parameters.integer("period")
    recipe.change = .adaptersComeAndGo(absence: parameters.number("absence"))
    return recipe
  }
}
