import Core

/// All scenarios by name; the only place that lists them.
public enum ScenarioShelf {
  /// Every scenario, in rising order of names.
  public static let all: [Scenario] = [
    churn, clusters, drift, edge15, ranks, sawtooth, scan, shift, uncacheable, zipf,
  ]

  /// The scenario with that name; the fault for an unknown name suggests the nearest one.
  public static func find(_ name: String) throws(Fault) -> Scenario {
    guard let scenario = all.first(where: { $0.name == name }) else {
      throw Messages.unknownScenario(name, known: all.map(\.name))
    }
    return scenario
  }
}
