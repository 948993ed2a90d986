import Bandits
import Foundation
import Testing

@Suite("UCB1 arms", .timeLimit(.minutes(60)))
struct UCB1ArmsTests {
  @Test("every arm is tried once, in index order")
  func firstRound() {
    var arms = UCB1Arms(arms: 3)
    for arm in 0..<3 {
      #expect(arms.select() == arm)
      arms.learn(arm, reward: 1 - Double(arm))
    }
  }

  @Test("scores are mean + sqrt(2 log t / n), and ties go to the lowest arm")
  func scores() {
    var arms = UCB1Arms(arms: 3)
    for (arm, reward) in [(0, 0.5), (1, 0.5), (2, 0.5)] { arms.learn(arm, reward: reward) }
    #expect(arms.select() == 0)
    arms.learn(0, reward: 0.9)
    // log 4 = 1.386: arm 0 scores 0.7 + sqrt(1.386), the others 0.5 + sqrt(2.772).
    #expect(arms.select() == 1)
    #expect(arms.select(penalties: [0, 0.5, 0]) == 2)
    #expect(arms.count(0) == 2 && arms.mean(0) == 0.7)
  }

  @Test("the width has a factor of 2 under its root")
  func width() {
    var arms = UCB1Arms(arms: 2)
    arms.learn(0, reward: 0)
    for _ in 0..<100 { arms.learn(1, reward: 2.5) }
    // log 101 = 4.615: arm 0 scores sqrt(9.230) = 3.038, arm 1 2.5 + sqrt(0.0923) = 2.804. Without the factor arm 1 would
    // lead by 2.715 to 2.148.
    #expect(arms.select() == 0)
  }

  @Test("the best of ten arms wins in the long run")
  func longRun() {
    var arms = UCB1Arms(arms: 10)
    for step in 0..<5000 {
      let arm = arms.select()
      arms.learn(arm, reward: (arm == 6 ? 0.9 : 0.3) + (step % 2 == 0 ? 0.1 : -0.1))
    }
    #expect(arms.count(6) > 4000)
  }
}
