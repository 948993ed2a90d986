import Bandits
import Testing

/// The public borders of the engine: a list of another length is refused before anything is read.
@Suite("Lists of another length", .timeLimit(.minutes(60)))
struct SpanTests {
  private static let long: [Double] = (0..<64).map { Double($0) / 64 }

  @Test("a context that is too short or too long is refused by every verb, and the model stays as it was")
  func contexts() throws {
    let arms = try RidgeArms(arms: 3, dimension: 64, ridge: 1)
    let before = arms.fingerprint
    var (scores, widths) = ([0.0, 0, 0], [0.0, 0, 0])
    for x in [[], [1, 2], Self.long + [0]] {
      let error = BanditError.length("the context", x.count, expected: 64)
      #expect(throws: error) { _ = try arms.select(x.span, alpha: 1) }
      #expect(throws: error) { try arms.learn(0, x.span, reward: 1) }
      #expect(throws: error) {
        var into = scores.mutableSpan
        try arms.score(x.span, alpha: 1, into: &into)
      }
      #expect(throws: error) {
        var means = scores.mutableSpan
        var wide = widths.mutableSpan
        try arms.evaluate(x.span, means: &means, widths: &wide)
      }
    }
    #expect(arms.fingerprint == before)
  }

  @Test("lists of N, and arms, are held to N")
  func arms() throws {
    let arms = try RidgeArms(arms: 3, dimension: 64, ridge: 1)
    let x = Self.long
    for count in [0, 2, 4] {
      var list = [Double](repeating: 0, count: count)
      #expect(throws: BanditError.length("penalties", count, expected: 3)) {
        _ = try arms.select(x.span, alpha: 1, penalties: list.span)
      }
      #expect(throws: BanditError.length("scores", count, expected: 3)) {
        var scores = list.mutableSpan
        try arms.score(x.span, alpha: 1, into: &scores)
      }
    }
    for arm in [-1, 3, Int.max] {
      let error = BanditError.value("the arm", "\(arm)", expected: "0 to 2")
      #expect(throws: error) { try arms.learn(arm, x.span, reward: 1) }
      #expect(throws: error) { _ = try arms.coefficients(of: arm) }
      #expect(throws: error) { _ = try arms.observations(of: arm) }
    }
    #expect(throws: BanditError.length("penalties", 2, expected: 3)) {
      _ = try UCB1Arms(arms: 3).select(penalties: [0, 0].span)
    }
  }

  @Test("spans and pointers decide alike")
  func same() throws {
    let (spans, pointers) = (
      try RidgeArms(arms: 3, dimension: 4, ridge: 1), try RidgeArms(arms: 3, dimension: 4, ridge: 1)
    )
    for step in 0..<60 {
      let x = (0..<4).map { Double((step * 7 + $0 * 3) % 11) / 11 }
      let penalties = [0.1, 0, 0.2]
      let arm = try spans.select(x.span, alpha: 0.5, penalties: penalties.span)
      #expect(arm == pointers.select(x, alpha: 0.5, penalties: penalties))
      let reward = arm == step % 3 ? 1.0 : 0
      try spans.learn(arm, x.span, reward: reward)
      pointers.learn(arm, x, reward: reward)
    }
    #expect(spans.fingerprint == pointers.fingerprint)
    #expect(try spans.coefficients(of: 1) == pointers.theta(1))
  }

  @Test("models of no arms and of no dimension answer")
  func empty() throws {
    #expect(try RidgeArms(arms: 0, dimension: 2, ridge: 1).select([1, 2].span, alpha: 1) == 0)
    let flat = try RidgeArms(arms: 2, dimension: 0, ridge: 1)
    #expect(try flat.select([Double]().span, alpha: 1) == 0)
    try flat.learn(1, [Double]().span, reward: 1)
    #expect(try flat.observations(of: 1) == 1 && flat.coefficients(of: 1) == [])
  }

  @Test(
    "numbers that make no model are refused",
    arguments: [
      (-1, 2, 1.0, 1.0, "arms is -1; expected 0 or more"), (1, -2, 1, 1, "dimension is -2; expected 0 or more"),
      (1, 2, 0, 1, "ridge is 0.0; expected a finite number above 0"),
      (1, 2, .nan, 1, "ridge is nan; expected a finite number above 0"),
      (1, 2, 1, 0, "discount is 0.0; expected a number above 0, at most 1"),
      (1, 2, 1, 1.5, "discount is 1.5; expected a number above 0, at most 1"),
      (1, .max, 1, 1, "there is no memory for 1 arms of dimension 9223372036854775807"),
    ])
  func values(arms: Int, dimension: Int, ridge: Double, discount: Double, text: String) {
    let error = #expect(throws: BanditError.self) {
      try RidgeArms(arms: arms, dimension: dimension, ridge: ridge, discount: discount)
    }
    #expect(error?.description == text)
  }

  @Test("a cover is held to its sizes")
  func cover() throws {
    let utilities = [1.0, 2, 3, 4]
    func made(
      _ rows: Int, costs: [Double] = [1, 1], room: Cover.Room = .slots(1), loads: [Double] = [], pinned: [Int] = []
    ) throws(BanditError) -> [Int] {
      try Cover(
        utilities: utilities.span, rows: rows, costs: costs, room: room, loads: loads, pinned: pinned, horizon: 2
      ).greedy()
    }
    #expect(try made(2) == [1])
    for rows in [1, 3, Int.max] {
      let expected = rows == .max ? rows : 2 * rows
      #expect(throws: BanditError.length("utilities", 4, expected: expected)) { try made(rows) }
    }
    #expect(throws: BanditError.value("rows", "-1", expected: "0 or more")) { try made(-1) }
    #expect(throws: BanditError.length("footprints", 1, expected: 2)) {
      try made(2, room: .budget(3, footprints: [1]))
    }
    #expect(throws: BanditError.length("loads", 3, expected: 2)) { try made(2, loads: [1, 1, 1]) }
    #expect(throws: BanditError.value("the adapter", "2", expected: "0 to 1")) { try made(2, pinned: [2]) }
    #expect(throws: BanditError.value("pinned", "[1, 1]", expected: "no adapter twice")) {
      try made(2, pinned: [1, 1])
    }
    #expect(try Cover.bestFixedSet(utilities: utilities.span, rows: 2, costs: [1, 1], room: .slots(1)).adapters == [1])
  }
}
