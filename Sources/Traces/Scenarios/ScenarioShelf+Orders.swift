import Core

// Scenarios whose requests name their adapter, one cluster per adapter: for cache studies without routing.
extension ScenarioShelf {
  static let zipf = Scenario(
    name: "zipf",
    summary: "adapters of Zipf popularity, and each request names its own",
    parameters: named(adapters: Parameter.adapters(64), dimension: 32) + [.zipf(1)], standardCapacity: 8
  ) { (parameters, _) throws(Fault) in
    try namedRecipe(parameters, adapters: parameters.integer("adapters"), zipf: parameters.number("zipf"), .drawn)
  }

  static let scan = Scenario(
    name: "scan",
    summary: "a cyclic scan of K+1 adapters: LRU and FIFO miss every request",
    parameters: named(adapters: relative("K+1"), dimension: 16)
  ) { (parameters, capacity) throws(Fault) in
    try namedRecipe(
      parameters, adapters: parameters.integerIfAny("adapters") ?? min(capacity, 4096) + 1, zipf: 0, .scan)
  }

  static let sawtooth = Scenario(
    name: "sawtooth",
    summary: "up and down through 2K adapters: the last used are the next used, until the turn",
    parameters: named(adapters: relative("2K"), dimension: 16)
  ) { (parameters, capacity) throws(Fault) in
    try namedRecipe(
      parameters, adapters: parameters.integerIfAny("adapters") ?? 2 * min(capacity, 4096), zipf: 0, .sawtooth)
  }

  private static func relative(_ standard: String) -> Parameter {
    Parameter("adapters", standard, .integerOrChoice(1...4096, [standard]), "N, how many adapters there are")
  }

  private static func named(adapters: Parameter, dimension: Int) -> [Parameter] {
    [
      adapters, .dimension(dimension), .spread(0.05), .blur(0), .weakest(1), .noise(0.1), .ranks("16"), .price(3),
      .pageIn, .rate,
    ]
  }

  private static func namedRecipe(
    _ parameters: Parameters, adapters: Int, zipf: Double, _ order: Recipe.Order
  ) throws(Fault) -> Recipe {
    let adapters = min(max(1, adapters), 4096)
    var recipe = try Recipe(parameters, adapters: adapters, clusters: adapters, zipf: zipf)
    recipe.isDealtInOrder = true
    recipe.namesAdapters = true
    recipe.order = order
    return recipe
  }
}
