import Testing

@testable import Policies

@Suite("Doubling epochs and their restart", .timeLimit(.minutes(60)))
struct DoublingEpochsTests {
  private func forced(_ epochs: inout DoublingEpochs) -> [Int] {
    var all: [Int] = []
    while let adapter = epochs.nextForced() {
      all.append(adapter)
      epochs.served(adapter)
    }
    return all
  }

  @Test("an epoch is twice as long as the one before, and tops samples up to the quota, rounded up")
  func doubling() {
    var epochs = DoublingEpochs(arms: 2, first: 4, kappa: 1)
    #expect(epochs.begin(at: 0) == 4)
    #expect(epochs.next == 4)
    // √(4/2) = 1.4: two each.
    #expect(forced(&epochs) == [0, 1, 0, 1])
    #expect(epochs.begin(at: 4) == 8)
    #expect(epochs.next == 12)
    // √(12/2) = 2.4: three each, two of which are there.
    #expect(forced(&epochs) == [0, 1])
  }

  @Test("a restart begins with the first length, with no samples, and counts requests from there")
  func restart() {
    var epochs = DoublingEpochs(arms: 2, first: 4, kappa: 1)
    _ = epochs.begin(at: 0)
    _ = forced(&epochs)
    _ = epochs.begin(at: 4)
    epochs.restart(at: 100)
    #expect(epochs.next == 100)
    #expect(epochs.begin(at: 100) == 4)
    #expect(epochs.next == 104)
    // As at the start: √(4/2), two each. By the whole past it would be √(104/2) = 7.2, eight each.
    #expect(forced(&epochs) == [0, 1, 0, 1])
  }

  @Test("a drop is a stretch whose mean lies below that of those before by more than the threshold")
  func drop() {
    var watch = DropWatch(threshold: 0.5, stretch: 2)
    func sees(_ rewards: [Double]) -> [Bool] { rewards.map { watch.sees($0) } }
    #expect(sees([1, 1]) == [false, false])
    // Just the threshold, and a rise, are none.
    #expect(sees([0.5, 0.5]) == [false, false])
    #expect(sees([9, 9]) == [false, false])
    // Six requests with a mean of 3.5; this one has 2.
    #expect(sees([2, 2]) == [false, true])
  }

  @Test("after a drop nothing of the past counts")
  func forgets() {
    var watch = DropWatch(threshold: 0.5, stretch: 1)
    #expect([4, 4, 1].map { watch.sees($0) } == [false, false, true])
    #expect([1, 1, 1].map { watch.sees($0) } == [false, false, false])
    #expect([0].map { watch.sees($0) } == [true])
  }
}
