import Core
import Testing

@testable import SurrogateTraining

@Suite("The texts of training's faults", .timeLimit(.minutes(60)))
struct TrainingMessagesTests {
  private static let texts: [(fault: Fault, text: String)] = [
    (Messages.noExamples(), "there is nothing to learn from\n  fix:    play a sweep with more units"),
    (Messages.tooFewGroups(5), "the groups cannot be split into 5 parts\n  fix:    play a sweep with more units"),
    (
      Messages.unknownModelForm(),
      "XGBoost's model is in a form that is not known\n  fix:    Debian 12 has libxgboost 1.7.4, which is"
    ),
    (Messages.boosterFailed("x"), "XGBoost failed: x"),
  ]

  @Test("are these", arguments: 0..<texts.count)
  func text(number: Int) { #expect(Self.texts[number].fault.described == Self.texts[number].text) }
}
