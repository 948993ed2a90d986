import Bandits
import Testing

@Suite("Ridge arms")
struct RidgeArmsTests {
  @Test("an arm that knows nothing has mean 0 and width ‖x‖/√ρ")
  func blank() {
    let arms = RidgeArms(arms: 2, dimension: 2, ridge: 4)
    #expect(arms.mean(0, [3, 4]) == 0)
    #expect(arms.width(1, [3, 4]) == 2.5)
  }

  @Test("one observation in one dimension is solved by hand")
  func byHand() {
    let arms = RidgeArms(arms: 1, dimension: 1, ridge: 1)
    arms.learn(0, [1], reward: 3)  // A = 2, b = 3
    #expect(arms.theta(0) == [1.5])
    #expect(arms.width(0, [2]) == 2.0.squareRoot())
    #expect(arms.count(0) == 1)
  }

  @Test("equal scores go to the lowest arm, and penalties move the choice")
  func ties() {
    let arms = RidgeArms(arms: 3, dimension: 1, ridge: 1)
    #expect(arms.select([1], alpha: 1, penalties: nil) == 0)
    #expect(arms.select([1], alpha: 1, penalties: [1, 0.5, 0.5]) == 1)
  }
}
