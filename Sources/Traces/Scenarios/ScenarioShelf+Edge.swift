import Core

extension ScenarioShelf {
  /// Mirrors the paper's setting [LiLi2026]; sizes and page-in costs are from the paper, the rest is our choice, with
  /// reasons in docs/reference/scenarios.md.
  static let edge15 = Scenario(
    name: "edge-15",
    summary: "15 adapters of Qwen2.5-7B with measured page-in costs, ten clusters of contexts of Zipf popularity",
    sources: ["LiLi2026", "AgulloLopez2025"],
    parameters: [
      .adapters(15), .dimension(16), .clusters(10), .zipf(1), .spread(0.125), .blur(0.09), .weakest(0.7), .noise(0.1),
      .ranks("8/16/32"), .price(3), .pageIn, .rate,
    ]
  ) { (parameters, _) throws(Fault) in try Recipe(parameters) }

  static let clusters = Scenario(
    name: "clusters",
    summary: "six equally popular clusters, two adapters of one rank for each, and noisy rewards",
    parameters: [
      .adapters(12), .dimension(8), .clusters(6), .zipf(0), .spread(0.15), .blur(0.1), .weakest(0.5), .noise(0.3),
      .ranks("16"), .price(3), .pageIn, .rate,
    ], standardCapacity: 3
  ) { (parameters, _) throws(Fault) in try Recipe(parameters) }

  static let ranks = Scenario(
    name: "ranks",
    summary: "adapters of ranks 8 to 128: sixteen times the bytes and many times the cost between the ends",
    sources: ["AgulloLopez2025"],
    parameters: [
      .adapters(24), .dimension(16), .clusters(12), .zipf(0.8), .spread(0.125), .blur(0.09), .weakest(0.7),
      .noise(0.1), .ranks("8/16/32/64/128"), .price(1), .pageIn, .rate,
    ]
  ) { (parameters, _) throws(Fault) in try Recipe(parameters) }

  static let uncacheable = Scenario(
    name: "uncacheable",
    summary: "sixty equally popular clusters, an adapter for each: no resident set serves many of them",
    parameters: [
      .adapters(60), .dimension(32), .clusters(60), .zipf(0), .spread(0.1), .blur(0.05), .weakest(0.9), .noise(0.1),
      .ranks("16"), .price(3), .pageIn, .rate,
    ]
  ) { (parameters, _) throws(Fault) in try Recipe(parameters) }
}
