import Core
import Testing

@testable import Surrogate

@Suite("The texts of faults", .timeLimit(.minutes(60)))
struct MessagesTests {
  private static let place = Fault.Place(file: "f", line: 3, column: 5)

  private static let texts: [(fault: Fault, text: String)] = [
    (Messages.badRank(0), "rank: 0; expected 1 to 4096"),
    (
      Messages.badNumber("rate", -1, "requests per second, 0 to 10000"),
      "rate: -1.0; expected requests per second, 0 to 10000"
    ),
    (Messages.emptyData("d"), "'d' has no rows\n  fix:    'polarbench surrogate data' fills such a table"),
    (
      Messages.wrongColumns(["a"], ["a", "b"], place),
      "f:3:5: this is not data of a surrogate: its columns are without b\n  fix:    'polarbench surrogate data' writes a,b"
    ),
    (
      Messages.wrongColumns(["b", "a"], ["a", "b"], place),
      "f:3:5: this is not data of a surrogate: its columns are in another order, or include others\n"
        + "  fix:    'polarbench surrogate data' writes a,b"
    ),
    (Messages.neverStarted(place), "f:3:5: the row's server does not start, or nothing is asked of it"),
    (Messages.unwritable("d", "no space"), "cannot write 'd': no space"),
    (Messages.busy("d"), "'d' is being written by another run\n  fix:    wait for it, or name another file"),
    (
      Messages.noSurrogate("mine", ["a", "b"]),
      "no surrogate is shipped for the profile 'mine'\n"
        + "  fix:    there are a, b; 'polarbench surrogate data' and 'surrogate train' make others"
    ),
  ]

  @Test("are these", arguments: 0..<texts.count)
  func text(number: Int) { #expect(Self.texts[number].fault.described == Self.texts[number].text) }
}
