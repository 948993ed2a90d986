import Bandits
import Testing

/// `select` reads most arms in single precision only; it must never show.
@Suite("Choice by outlines", .timeLimit(.minutes(60)))
struct ChoiceTests {
  struct Shape: Sendable, CustomTestStringConvertible {
    var arms: Int
    var dimension: Int
    var ridge = 1.0
    var scale = 1.0
    var alpha = 0.5
    var discount = 1.0
    /// Arm a learns what arm a − a mod twins learns, so that twins tie exactly.
    var twins = 1
    var testDescription: String {
      "N=\(arms) d=\(dimension) ρ=\(ridge) ‖x‖=\(scale) α=\(alpha) γ=\(discount) twins=\(twins)"
    }
  }

  @Test(
    "the choice is the first of the highest full scores",
    arguments: [
      Shape(arms: 1, dimension: 1), Shape(arms: 7, dimension: 3), Shape(arms: 15, dimension: 16),
      Shape(arms: 16, dimension: 25), Shape(arms: 12, dimension: 8, twins: 3), Shape(arms: 9, dimension: 0),
      Shape(arms: 8, dimension: 40, twins: 2), Shape(arms: 6, dimension: 5, alpha: 0),
      Shape(arms: 6, dimension: 5, alpha: -1),
      Shape(arms: 6, dimension: 5, alpha: 1e-9), Shape(arms: 6, dimension: 5, alpha: 1e9),
      Shape(arms: 5, dimension: 6, ridge: 1e-300), Shape(arms: 5, dimension: 6, ridge: 1e-30),
      Shape(arms: 5, dimension: 6, ridge: 1e20), Shape(arms: 5, dimension: 6, ridge: 1e300),
      Shape(arms: 5, dimension: 6, scale: 1e-25), Shape(arms: 5, dimension: 6, scale: 1e-160),
      Shape(arms: 5, dimension: 6, scale: 1e25), Shape(arms: 5, dimension: 6, ridge: 1e-45, scale: 1e-22),
      Shape(arms: 5, dimension: 6, discount: 0.9),
    ])
  func exact(_ shape: Shape) throws {
    let arms = try RidgeArms(
      arms: shape.arms, dimension: shape.dimension, ridge: shape.ridge, discount: shape.discount, rebuildEvery: 50)
    var world = World(seed: 23, arms: shape.arms, dimension: shape.dimension, scale: shape.scale)
    var scores = Array(repeating: 0.0, count: shape.arms)
    for step in 0..<400 {
      let x = world.context()
      let penalties = step % 2 == 0 ? (0..<shape.arms).map { Double($0 / shape.twins) * 1e-3 } : nil
      let choice = arms.select(x, alpha: shape.alpha, penalties: penalties)
      arms.score(x, alpha: shape.alpha, penalties: penalties, into: &scores)
      #expect(choice == scores.indices.reduce(0) { scores[$1] > scores[$0] ? $1 : $0 }, "step \(step)")
      let first = choice - choice % shape.twins
      let reward = world.reward(first, x)
      for twin in first..<first + shape.twins { arms.learn(twin, x, reward: reward) }
    }
  }

  @Test("arms whose widths differ in the tenth digit, far below single precision, are distinguished")
  func nearlyEqual() throws {
    let arms = try RidgeArms(arms: 8, dimension: 6, ridge: 1)
    var world = World(seed: 29, arms: 8, dimension: 6)
    for _ in 0..<20 {
      let x = world.context()
      // The widest is each time another arm, by the lengths that they learnt.
      for arm in 0..<8 { arms.learn(arm, x.map { $0 * (1 + Double(arm * 3 % 8) * 1e-10) }, reward: 0) }
    }
    var scores = Array(repeating: 0.0, count: 8)
    for step in 0..<100 {
      let x = world.context()
      arms.score(x, alpha: 1, penalties: nil, into: &scores)
      #expect(
        arms.select(x, alpha: 1, penalties: nil) == scores.indices.reduce(0) { scores[$1] > scores[$0] ? $1 : $0 },
        "step \(step)")
    }
  }

  @Test("what single precision turns round is looked at in full")
  func turnedRound() throws {
    // Widths of (1, 1): 1/3 + 1/4 and 1/2 + 1/12, both 7/12. In single precision the first is 4e-8 more, the second 2e-8
    // less. A penalty of 1e-9 decides against the first.
    let arms = try RidgeArms(arms: 2, dimension: 2, ridge: 1)
    for (arm, counts) in [(0, [2, 3]), (1, [1, 11])] {
      for (x, count) in zip([[1.0, 0], [0, 1]], counts) {
        for _ in 0..<count { arms.learn(arm, x, reward: 0) }
      }
    }
    #expect(Float(1) / 3 + Float(1) / 4 > Float(1) / 2 + Float(1) / 12)
    #expect(arms.select([1, 1], alpha: 1, penalties: [1e-9, 0]) == 1)
  }
}
