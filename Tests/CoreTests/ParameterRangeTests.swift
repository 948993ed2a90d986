import Core
import Testing

@Suite("Parameter ranges", .timeLimit(.minutes(60)))
struct ParameterRangeTests {
  @Test(
    "a whole number or a word",
    arguments: [("7", true), ("auto", true), ("0", false), ("7.5", false), ("", false), ("Auto", false)])
  func integerOrChoice(value: String, holds: Bool) {
    #expect(Parameter.Range.integerOrChoice(1...99, ["auto"]).holds(value) == holds)
  }

  @Test("any text but the empty one")
  func text() {
    let range = Parameter.Range.text("an adapter's index or name")
    #expect(range.holds("law-5"))
    #expect(range.holds("3"))
    #expect(!range.holds(""))
  }

  @Test("ranges describe themselves")
  func descriptions() {
    #expect(Parameter.Range.integerOrChoice(1...9, ["auto"]).described == "a whole number from 1 to 9, or 'auto'")
    #expect(
      Parameter.Range.integerOrChoice(1...Int.max, ["auto"]).described == "a whole number, 1 or more, or 'auto'")
    #expect(Parameter.Range.text("an adapter's index or name").described == "an adapter's index or name")
  }
}
