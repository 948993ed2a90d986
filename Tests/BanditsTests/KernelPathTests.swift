import Bandits
import Testing

@Suite("Kernel paths", .timeLimit(.minutes(60)))
struct KernelPathTests {
  /// A run of choose, observe, learn; answers a hash over every score and the final state.
  static func run(_ path: KernelPath, arms count: Int, dimension: Int, steps: Int, discount: Double = 1) throws
    -> UInt64
  {
    let arms = try RidgeArms(
      arms: count, dimension: dimension, ridge: 0.7, discount: discount, rebuildEvery: 500, path: path)
    var world = World(seed: 19, arms: count, dimension: dimension)
    var scores = Array(repeating: 0.0, count: count)
    var hash: UInt64 = 0
    for _ in 0..<steps {
      let x = world.context()
      arms.score(x, alpha: 0.4, penalties: nil, into: &scores)
      for score in scores { hash = (hash ^ score.bitPattern) &* 0x100_0000_01b3 }
      let choice = arms.select(x, alpha: 0.4, penalties: nil)
      arms.learn(choice, x, reward: world.reward(choice, x))
    }
    return hash ^ arms.stateHash
  }

  @Test("every path gives the same bits", arguments: [(15, 16), (4, 32), (3, 5), (1, 1), (2, 50)])
  func sameBits(_ count: Int, _ dimension: Int) throws {
    let hashes = try KernelPath.available.map { try Self.run($0, arms: count, dimension: dimension, steps: 3000) }
    #expect(Set(hashes).count == 1)
  }

  @Test(
    "every path gives the same bits with a discount, and where models are wide",
    arguments: [(9, 0.98), (45, 0.98), (260, 1)])
  func sameBitsDiscounted(_ dimension: Int, _ discount: Double) throws {
    let hashes = try KernelPath.available.map {
      try Self.run($0, arms: 4, dimension: dimension, steps: 100, discount: discount)
    }
    #expect(Set(hashes).count == 1)
  }

  @Test("the bits are those on record")
  func recorded() throws {
    #expect(try Self.run(.current, arms: 4, dimension: 12, steps: 1000) == 6_466_950_559_656_818_044)
  }

  @Test("the plain path always runs, and the current one is among the available")
  func available() {
    #expect(["sse2", "plain"].contains(KernelPath.available[0].name))
    #expect(KernelPath.available.contains(.current))
  }
}
