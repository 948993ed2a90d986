import Core
import Testing

@testable import Twin

@Suite("Requests beyond what a server may hold open", .timeLimit(.minutes(60)))
struct BeyondLimitTests {
  @Test("wait outside in the order in which they came, though one ends while another comes")
  func order() throws {
    // Request 0 takes the steps from 0 to 2. 1 comes meanwhile and waits; when 2 comes, at 1.2, the last step of 0 is
    // played, and there would be room.
    var server = smallServer()
    server.openRequestLimit = 1
    server.beyondLimit = .waits
    let run = try twin(server, [(0, 0, 1, 2), (0.2, 0, 1, 1), (1.2, 0, 1, 1)]).run(seed: Seed(1))
    #expect(run.decisions.filter { $0.kind == .admitted }.map(\.request) == [0, 1, 2])
    #expect(run.tally.finished == 3)
  }

  @Test("slow the steps down while they are refused, and less and less afterwards")
  func refusals() throws {
    var server = smallServer()
    server.openRequestLimit = 1
    server.beyondLimit = .fails
    var model = oneSecondSteps
    // A second more for each refusal a second.
    model[.refused] = 100_000
    let run = try twin(server, [(0, 0, 1, 6), (0.5, 0, 1, 1)], model: model).run(seed: Seed(1))
    #expect(run.tally.failed == 1 && run.tally.finished == 1)
    // Six steps. One refusal comes before the second: a mean over ten seconds from then on.
    var (busy, rate) = (1.0, 0.0)
    for step in 1..<6 {
      let seconds = 1 + rate
      busy += seconds
      let kept = exponential(-seconds / 10)
      rate = rate * kept + (1 - kept) * (step == 1 ? 1 : 0) / seconds
    }
    #expect(abs(run.tally.busySeconds - busy) < 1e-9)
    #expect(busy > 6.2)
  }

  @Test("a run that serves less than nine tenths of what was asked for is starved", arguments: [(1, false), (3, true)])
  func starved(late: Int, isStarved: Bool) throws {
    // Twenty requests of the same size, some of which come too late to be done.
    let requests = (0..<20).map { number in (number < 20 - late ? 2 * Double(number) : 99.5, 0, 1, 1) }
    let run = try twin(smallServer(), requests).run(seed: Seed(1))
    #expect(run.tally.finished == 20 - late)
    #expect(run.isStarved == isStarved)
  }

  @Test(
    "an alias table draws in proportion to its weights",
    arguments: [[1.0, 2, 5], [3, 0, 1], [1, 1, 1, 1], [1, 1, 6, 8], [7]])
  func alias(weights: [Double]) {
    let table = AliasTable(weights)
    var stream = RandomStream(Seed(3))
    var counts = weights.map { _ in 0 }
    for _ in 0..<100_000 { counts[table.draw(&stream)] += 1 }
    let total = weights.reduce(0, +)
    for (count, weight) in zip(counts, weights) { #expect(abs(Double(count) / 100_000 - weight / total) < 0.008) }
  }
}
