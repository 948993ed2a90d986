import Core
import Testing

@Suite("Numbers and names as text", .timeLimit(.minutes(60)))
struct TextTests {
  @Test(
    "whole numbers are grouped by thousands, from the right",
    arguments: [
      (0, "0"), (999, "999"), (1000, "1 000"), (-1000, "-1 000"), (12345, "12 345"), (1_234_567, "1 234 567"),
      (.min, "-9 223 372 036 854 775 808"),
    ])
  func grouping(number: Int, text: String) { #expect(grouped(number) == text) }

  @Test(
    "a fixed number of decimals rounds half away from zero, and zero has no sign",
    arguments: [
      (1.25, 1, "1.3"), (-1.25, 1, "-1.3"), (-0.04, 1, "0.0"), (-0.05, 1, "-0.1"), (2, 0, "2"), (0.07, 2, "0.07"),
      (.infinity, 2, "inf"),
    ])
  func decimals(number: Double, count: Int, text: String) { #expect(fixed(number, count) == text) }

  @Test(
    "the nearest name is within a third of the longer one, or one edit; a swap of neighbours is one; ties go to the first",
    arguments: [
      ("mian", ["main"], "main"),
      ("abcdef", ["abcdxy"], "abcdxy"),  // two edits in six letters
      ("abcdef", ["abcxyz"], nil),  // three are too many
      ("abcdefghi", ["abcdefxyz"], "abcdefxyz"),  // three in nine are not
      ("hat", ["cat", "bat"], "cat"),
      ("hats", ["hat", "hats"], "hats"),
      ("a", ["xy"], nil),
    ] as [(String, [String], String?)])
  func nearest(name: String, candidates: [String], found: String?) {
    #expect(nearestName(to: name, among: candidates) == found)
  }
}
