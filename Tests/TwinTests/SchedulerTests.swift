import Core
import Testing

@testable import Twin

private func head(
  _ adapter: Int, place: Int, arrival: Double = 0, waiting: Int = 1, running: Int = 0, resident: Bool = false
) -> WaitingHead {
  WaitingHead(
    adapter: AdapterID(adapter), place: place, arrivalSeconds: arrival, waiting: waiting, running: running, tokens: 10,
    isResident: resident)
}

private let setting = Setting(adapterCount: 4, capacity: Capacity(2))

/// Answers the adapter of this number, whatever waits.
private struct Fixed: Scheduler {
  let adapter: Int?

  func choose(among heads: [WaitingHead], timeSeconds: Double) -> AdapterID? { adapter.map { AdapterID($0) } }
}

/// Keeps what schedulers are shown.
private final class Notes: @unchecked Sendable {
  var lines: [String] = []
}

/// First come, first served, noting what it is shown.
private struct Noting: Scheduler {
  let notes: Notes

  func choose(among heads: [WaitingHead], timeSeconds: Double) -> AdapterID? {
    let seen = heads.map {
      "\($0.adapter.index):\($0.waiting)+\($0.running)/\($0.tokens)\($0.isResident ? "!" : "")"
    }
    notes.lines.append("\(Int(timeSeconds)) " + seen.joined(separator: " "))
    return heads.min { $0.place < $1.place }?.adapter
  }
}

@Suite("Schedulers", .timeLimit(.minutes(60)))
struct SchedulerTests {
  @Test("first come, first served takes the earliest request")
  func firstCome() {
    var scheduler = FirstCome(setting)
    #expect(
      scheduler.choose(among: [head(0, place: 4), head(2, place: -1), head(3, place: 0)], timeSeconds: 0)?.index == 2)
  }

  @Test("resident first takes the first of the residents, until the head of the line has waited too long")
  func residentFirst() throws {
    var setting = setting
    setting.parameters = try Parameters(card: ResidentFirst.card, given: [("patience", "3")])
    var scheduler = try ResidentFirst(setting)
    let heads = [
      head(0, place: 1, arrival: 1), head(1, place: 5, arrival: 2, resident: true),
      head(3, place: 4, arrival: 2, resident: true),
    ]
    #expect(scheduler.choose(among: heads, timeSeconds: 4)?.index == 3)
    #expect(scheduler.choose(among: heads, timeSeconds: 4.5)?.index == 0)
    #expect(scheduler.choose(among: [heads[0], head(2, place: 2)], timeSeconds: 4)?.index == 0)
  }

  @Test("fewest running takes the adapter with the fewest in the batch; ties go to the earliest request")
  func fewestRunning() {
    var scheduler = FewestRunning(setting)
    let heads = [head(0, place: 1, running: 2), head(1, place: 5, running: 1), head(3, place: 4, running: 1)]
    #expect(scheduler.choose(among: heads, timeSeconds: 0)?.index == 3)
  }

  @Test("heads are the first request of each adapter that the slots allow, in rising order")
  func shown() throws {
    let notes = Notes()
    var one = twin(
      smallServer(slots: 2), [(0, 2, 4, 2), (0, 0, 5, 1), (0, 0, 6, 1), (0, 1, 7, 1), (0.5, 1, 8, 1)], adapters: 3)
    one.server.victims = .idle
    one.scheduler = { _ in Noting(notes: notes) }
    #expect(try one.run(seed: Seed(1)).told == "0+0 0+1 0+2 0.1 0.2 1+3 1+4 1.0 1.3 1.4")
    // Adapters 1 and 2 start on the GPU. With adapters 2 and 0 in the batch the slots allow no third; at 1 adapter 0 is
    // out of the batch, and still on the GPU.
    #expect(
      notes.lines == [
        "0 0:2+0/5 1:1+0/7! 2:1+0/4!", "0 0:2+0/5 1:1+0/7!", "0 0:1+1/6!", "1 1:2+0/7", "1 1:1+1/8!",
      ])
  }

  @Test("a scheduler that returns nil leaves the queue unchanged, and time continues")
  func nobody() throws {
    var one = twin(smallServer(), [(0, 0, 2, 1), (3, 1, 2, 1)], seconds: 20)
    one.scheduler = { _ in Fixed(adapter: nil) }
    let run = try one.run(seed: Seed(1))
    #expect(run.tally.finished == 0 && run.open == 2)
    #expect(run.tally.adapters[0].longestWaitSeconds == 20)
  }

  @Test("a scheduler that names an adapter without a head is at fault")
  func stranger() {
    var one = twin(smallServer(), [(0, 0, 2, 1)])
    one.scheduler = { _ in Fixed(adapter: 1) }
    #expect(
      throws: Fault(
        "the scheduler answered adapter 1, of whose queue no request may be admitted", fix: "answer one of 0, or nil")
    ) { try one.run(seed: Seed(1)) }
  }

  @Test("one whose blocks are missing ends the admission")
  func blocks() throws {
    // 5 blocks of 4 tokens; request 0 takes 2, request 1 wants 4.
    var one = twin(smallServer(kvBlocks: 5), [(0, 0, 7, 3), (0, 1, 16, 1), (0, 0, 4, 1)])
    one.scheduler = { _ in FewestRunning(setting) }
    #expect(try one.run(seed: Seed(1)).told == "0+0 2.0 3+1 3+2 3.1 3.2")
  }

  @Test("a shelf has each name once per kind, and its cards have the kind")
  func shelf() {
    #expect(TwinShelf.schedulers.allSatisfy { $0.card.kind == .scheduler })
    #expect(TwinShelf.replicaRouters.allSatisfy { $0.card.kind == .replicaRouter })
    #expect(Set(TwinShelf.schedulers.map(\.card.name)).count == TwinShelf.schedulers.count)
    #expect(Set(TwinShelf.replicaRouters.map(\.card.name)).count == TwinShelf.replicaRouters.count)
  }
}
