import Bandits
import Testing

@Suite("Ridge arms", .timeLimit(.minutes(60)))
struct RidgeArmsTests {
  @Test("an arm without observations has mean 0 and width ‖x‖/√ρ")
  func blank() throws {
    let arms = try RidgeArms(arms: 2, dimension: 2, ridge: 4)
    #expect(arms.mean(0, [3, 4]) == 0)
    #expect(arms.width(1, [3, 4]) == 2.5)
    #expect(arms.theta(1) == [0, 0])
  }

  @Test("one observation in one dimension is solved by hand")
  func byHand() throws {
    let arms = try RidgeArms(arms: 1, dimension: 1, ridge: 1)
    arms.learn(0, [1], reward: 3)  // A = 2, b = 3
    #expect(arms.theta(0) == [1.5])
    #expect(abs(arms.width(0, [2]) - 2.0.squareRoot()) < 1e-15)
    #expect(arms.count(0) == 1)
  }

  @Test("equal scores go to the lowest arm, and penalties move the choice")
  func ties() throws {
    let arms = try RidgeArms(arms: 3, dimension: 1, ridge: 1)
    #expect(arms.select([1], alpha: 1, penalties: nil) == 0)
    #expect(arms.select([1], alpha: 1, penalties: [1, 0.5, 0.5]) == 1)
  }

  @Test("without dimensions every mean and width is 0, and only penalties choose")
  func noDimensions() throws {
    let arms = try RidgeArms(arms: 3, dimension: 0, ridge: 1)
    arms.learn(2, [], reward: 1)
    #expect(arms.mean(2, []) == 0 && arms.width(0, []) == 0 && arms.theta(1) == [])
    #expect(arms.select([], alpha: 1, penalties: [2, 1, 1]) == 1)
    #expect(arms.count(2) == 1)
  }

  struct Shape: Sendable, CustomTestStringConvertible {
    var arms: Int
    var dimension: Int
    var ridge = 1.0
    var scale = 1.0
    var discount = 1.0
    var rebuildEvery = 4096
    var steps = 200
    var testDescription: String {
      "N=\(arms) d=\(dimension) ρ=\(ridge) ‖x‖=\(scale) γ=\(discount) every \(rebuildEvery)"
    }
  }

  @Test(
    "decisions are the textbook's, and scores agree to 1e-9",
    arguments: [
      Shape(arms: 1, dimension: 1), Shape(arms: 2, dimension: 3), Shape(arms: 5, dimension: 7),
      Shape(arms: 4, dimension: 8), Shape(arms: 3, dimension: 9), Shape(arms: 7, dimension: 16),
      Shape(arms: 2, dimension: 33), Shape(arms: 3, dimension: 5, rebuildEvery: 1),
      Shape(arms: 3, dimension: 17, rebuildEvery: 7), Shape(arms: 3, dimension: 6, ridge: 1e-6),
      Shape(arms: 3, dimension: 6, ridge: 1e6), Shape(arms: 4, dimension: 12, scale: 300),
      Shape(arms: 3, dimension: 4, discount: 0.95), Shape(arms: 5, dimension: 11, ridge: 0.5, discount: 0.7),
      // Wide: by factors.
      Shape(arms: 3, dimension: 33, discount: 0.95, steps: 60),
      Shape(arms: 2, dimension: 40, ridge: 0.5, discount: 0.7, steps: 90),
      Shape(arms: 2, dimension: 35, discount: 0.01, steps: 30),
      Shape(arms: 2, dimension: 36, discount: 0.9999, steps: 60),
      Shape(arms: 2, dimension: 34, ridge: 1e-6, discount: 0.9, steps: 60),
      Shape(arms: 2, dimension: 37, scale: 300, discount: 0.97, steps: 60),
      Shape(arms: 1, dimension: 257, steps: 4), Shape(arms: 1, dimension: 258, ridge: 1e-6, steps: 4),
    ])
  func textbook(_ shape: Shape) throws {
    let arms = try RidgeArms(
      arms: shape.arms, dimension: shape.dimension, ridge: shape.ridge, discount: shape.discount,
      rebuildEvery: shape.rebuildEvery)
    var book = Textbook(
      arms: shape.arms, dimension: shape.dimension, ridge: shape.ridge, discount: shape.discount)
    var world = World(seed: 7, arms: shape.arms, dimension: shape.dimension, scale: shape.scale)
    let penalties = (0..<shape.arms).map { 0.01 * Double($0) }
    var scores = Array(repeating: 0.0, count: shape.arms)
    for step in 0..<shape.steps {
      let x = world.context()
      let known = step % 3 == 0 ? penalties : nil
      arms.score(x, alpha: 0.5, penalties: known, into: &scores)
      let expected = book.scores(x, alpha: 0.5, penalties: known)
      let allowed = 1e-9 * max(1, expected.map(abs).max() ?? 0)
      for arm in 0..<shape.arms { #expect(abs(scores[arm] - expected[arm]) <= allowed, "step \(step), arm \(arm)") }
      // Equal arms of the textbook may differ in its last bit: its choice is the lowest arm within rounding.
      let best = expected.max() ?? 0
      let choice = arms.select(x, alpha: 0.5, penalties: known)
      #expect(choice == expected.firstIndex { $0 >= best - 1e-13 * max(1, abs(best)) })
      let reward = world.reward(choice, x)
      arms.learn(choice, x, reward: reward)
      book.learn(choice, x, reward: reward)
    }
  }

  @Test("a ridge of any size leaves every answer finite", arguments: [1e-300, 1e-30, 1e-12, 1e12, 1e300])
  func extremeRidge(_ ridge: Double) throws {
    let arms = try RidgeArms(arms: 2, dimension: 5, ridge: ridge)
    var world = World(seed: 3, arms: 2, dimension: 5)
    for _ in 0..<100 {
      let x = world.context()
      arms.learn(0, x, reward: world.reward(0, x))
      #expect(arms.mean(0, x).isFinite && arms.width(0, x).isFinite)
    }
    if ridge < 1 {
      for (learnt, true_) in zip(arms.theta(0), world.truth[0]) { #expect(abs(learnt - true_) < 0.1) }
    }
  }

  @Test(
    "ten thousand updates of one arm stay within 1e-9 of the textbook, rebuilt or not", arguments: [4096, 1_000_000])
  func drift(_ rebuildEvery: Int) throws {
    let arms = try RidgeArms(arms: 1, dimension: 6, ridge: 1, rebuildEvery: rebuildEvery)
    var book = Textbook(arms: 1, dimension: 6, ridge: 1)
    var world = World(seed: 11, arms: 1, dimension: 6)
    for _ in 0..<10_000 {
      let x = world.context()
      let reward = world.reward(0, x)
      arms.learn(0, x, reward: reward)
      book.learn(0, x, reward: reward)
    }
    let x = world.context()
    #expect(abs(arms.mean(0, x) - book.mean(0, x)) < 1e-9)
    #expect(abs(arms.width(0, x) - book.width(0, x)) < 1e-9)
  }

  @Test("all ways to ask agree to the last bit", arguments: [1.0, 0.9], [10, 40, 260])
  func oneAnswer(_ discount: Double, _ dimension: Int) throws {
    let count = 5
    let arms = try RidgeArms(arms: count, dimension: dimension, ridge: 1, discount: discount)
    var world = World(seed: 5, arms: count, dimension: dimension)
    for step in 0..<50 {
      let x = world.context()
      arms.learn(step % 4, x, reward: world.reward(step % 4, x))
    }
    let contexts = (0..<3).map { _ in world.context() }
    var table = Array(repeating: 0.0, count: 3 * count)
    var scores = Array(repeating: 0.0, count: count)
    var means = scores
    var widths = scores
    for alpha in [0, 0.5] {
      arms.utilities(contexts.flatMap { $0 }, count: 3, alpha: alpha, into: &table)
      for (row, x) in contexts.enumerated() {
        arms.score(x, alpha: alpha, penalties: nil, into: &scores)
        arms.evaluate(x, means: &means, widths: &widths)
        #expect(scores == Array(table[row * count..<(row + 1) * count]))
        for arm in 0..<count {
          #expect(arms.mean(arm, x) == means[arm] && arms.width(arm, x) == widths[arm])
          #expect(scores[arm] == means[arm] + alpha * widths[arm])
        }
      }
    }
  }

  @Test("rebuilding often or never changes no decision")
  func rebuilds() throws {
    let (count, dimension) = (15, 16)
    let often = try RidgeArms(arms: count, dimension: dimension, ridge: 1, rebuildEvery: 16)
    let never = try RidgeArms(arms: count, dimension: dimension, ridge: 1, rebuildEvery: .max)
    var world = World(seed: 31, arms: count, dimension: dimension)
    for _ in 0..<3000 {
      let x = world.context()
      let choice = often.select(x, alpha: 0.5, penalties: nil)
      #expect(never.select(x, alpha: 0.5, penalties: nil) == choice)
      let reward = world.reward(choice, x)
      often.learn(choice, x, reward: reward)
      never.learn(choice, x, reward: reward)
    }
  }

  @Test("the inverse is rebuilt at every so many observations, not at one more")
  func whenRebuilt() throws {
    let contexts = [[0.3, 0.1, -0.7], [0.9, -0.2, 0.4]]
    let hashes = try [1, 2, 3].map { every in
      let arms = try RidgeArms(arms: 1, dimension: 3, ridge: 0.7, rebuildEvery: every)
      for x in contexts { arms.learn(0, x, reward: 0.1) }
      return arms.stateHash
    }
    // After two observations those that rebuild at each or at every second have just rebuilt from the same sums.
    #expect(hashes[0] == hashes[1])
    #expect(hashes[2] != hashes[1])
  }

  @Test("a long context served again and again keeps its width near zero and never NaN")
  func drifting() throws {
    let arms = try RidgeArms(arms: 2, dimension: 6, ridge: 1e-3, rebuildEvery: .max)
    let x = [1e5, -2e5, 3e5, 1e4, 7e4, -9e4]
    for _ in 0..<2000 {
      arms.learn(0, x, reward: 1)
      let width = arms.width(0, x)
      #expect(width >= 0 && width <= 1.01)
      #expect(arms.select(x, alpha: 0.5, penalties: [0, 1e300]) == 0)
    }
    #expect(abs(arms.mean(0, x) - 1) < 1e-3)
  }
}
