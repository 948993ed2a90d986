import Bandits
import Testing

@Suite("Thompson scores", .timeLimit(.minutes(60)))
struct ThompsonTests {
  @Test("a score is mean + spread · width · normal − penalty")
  func scores() throws {
    let arms = try RidgeArms(arms: 3, dimension: 4, ridge: 1)
    var world = World(seed: 2, arms: 3, dimension: 4)
    for step in 0..<30 {
      let x = world.context()
      arms.learn(step % 3, x, reward: world.reward(step % 3, x))
    }
    let x = world.context()
    let normals = [0.3, -1.2, 2]
    let penalties = [0, 0.25, 0.5]
    var scores = [0.0, 0, 0]
    arms.sample(x, spread: 0.7, normals: normals, penalties: penalties, into: &scores)
    for arm in 0..<3 {
      #expect(scores[arm] == arms.mean(arm, x) + 0.7 * arms.width(arm, x) * normals[arm] - penalties[arm])
    }
  }
}
