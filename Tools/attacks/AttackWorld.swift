import Core

/// A small environment for a script: its setting and its requests.
public struct AttackWorld: Sendable {
  public var setting: Setting
  /// [steps × d], the features of each request.
  public var features: [Double]
  /// The requested adapters, if the script does not route.
  public var asked: [Int]
  public var rewards: [Double]
  public var residents: [Int]

  public var stepCount: Int { asked.count }

  /// Four adapters, one with a NUL in its name, and six requests.
  public static let standard: AttackWorld = {
    let steps = 6
    let names = ["law", "chat", "sql", "math\0s"]
    return AttackWorld(
      setting: Setting(
        adapterCount: 4, adapters: names.map { Adapter(name: $0) }, dimension: 3, capacity: Capacity(2),
        footprints: [1, 1, 1, 1], pageInCosts: [0.5, 0.25, 1, 2], horizon: steps, seed: Seed(7)),
      features: (0..<steps).flatMap { [1, 0.5, Double($0)] }, asked: (0..<steps).map { $0 % 4 },
      rewards: Array(repeating: 0.5, count: steps), residents: [0, 1])
  }()

  /// A world drawn from a seed: one to nine adapters, a capacity from one to all, costs from nothing to vast, and one
  /// request in eight with features or rewards that are extreme.
  public static func drawn(_ random: inout RandomStream) -> AttackWorld {
    let adapters = 1 + random.integer(below: 9)
    let capacity = 1 + random.integer(below: adapters)
    let dimension = random.integer(below: 5)
    let steps = 8 + random.integer(below: 24)
    let extremes = [0, -0.0, 1e300, -1e300, 1e-300, 2.3e-308, -1, 1e15]
    let draw = { (random: inout RandomStream) in
      random.integer(below: 8) == 0 ? extremes[random.integer(below: extremes.count)] : random.uniform()
    }
    let hasCosts = random.integer(below: 4) != 0
    return AttackWorld(
      setting: Setting(
        adapterCount: adapters, adapters: (0..<adapters).map { Adapter(name: "a\($0)") }, dimension: dimension,
        capacity: Capacity(capacity), footprints: Array(repeating: 1, count: adapters),
        pageInCosts: (0..<adapters).map { _ in hasCosts ? abs(draw(&random)) : 1 },
        horizon: random.integer(below: 2) == 0 ? steps : nil, seed: Seed(random.next())),
      features: (0..<steps * dimension).map { _ in draw(&random) },
      asked: (0..<steps).map { _ in random.integer(below: adapters) }, rewards: (0..<steps).map { _ in draw(&random) },
      residents: Array(0..<capacity))
  }
}
