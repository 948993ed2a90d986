import Bandits
import Core
import Testing

@Suite("Cover", .timeLimit(.minutes(60)))
struct CoverTests {
  /// Three requests, three adapters, each page-in costs ½: adapter 0 serves the first two well, 2 the last.
  private let byHand: [Double] = [
    2, 1, 0,
    2, 0, 1,
    0, 1, 3,
  ]

  private func cover(
    _ utilities: [Double], _ costs: [Double], _ room: Cover.Room, loads: [Double] = [], previous: [Int] = [],
    pinned: [Int] = [], horizon: Double = 3
  ) -> Cover {
    utilities.withUnsafeBufferPointer {
      Cover(
        utilities: $0.baseAddress!, rows: utilities.count / costs.count, costs: costs, room: room, loads: loads,
        previous: previous, pinned: pinned, horizon: horizon)
    }
  }

  @Test("values are those worked out by hand")
  func byHandValues() {
    let cover = cover(byHand, [0.5, 0.5, 0.5], .slots(2), loads: [0.25, 0.25, 0.25], previous: [2])
    // Paged in, the requests earn 1.5 + 1.5 + 2.5.
    #expect(cover.value(of: []) == 5.5)
    #expect(cover.value(of: [0]) == 6.5 - 0.25)
    #expect(cover.value(of: [1]) == 5.5 - 0.25)
    #expect(cover.value(of: [2]) == 6)
    #expect(cover.value(of: [2, 0]) == 7 - 0.25)
    #expect(cover.greedy() == [0, 2])
    #expect(cover.exact() == [0, 2])
  }

  @Test("the horizon weighs utility against loads")
  func horizon() {
    let short = cover(byHand, [0.5, 0.5, 0.5], .slots(1), loads: [9, 9, 9], previous: [1], horizon: 3)
    #expect(short.greedy() == [1])
    let long = cover(byHand, [0.5, 0.5, 0.5], .slots(1), loads: [9, 9, 9], previous: [1], horizon: 300)
    #expect(long.greedy() == [0])
  }

  @Test("ties go to the lowest index")
  func ties() {
    let equal: [Double] = [1, 1, 1, 1]
    let cover = cover(equal + equal, [1, 1, 1, 1], .slots(2))
    #expect(cover.greedy() == [0, 1])
    #expect(cover.improvedBySwaps([3, 2]) == [3, 2])
    #expect(cover.exact() == [0, 1])
  }

  @Test("nothing is worth a slot where page-ins are free, and slots are filled all the same")
  func freePageIns() {
    let cover = cover(byHand, [0, 0, 0], .slots(2), loads: [0.5, 0, 0])
    #expect(cover.value(of: [0, 1, 2]) == cover.value(of: []) - 0.5)
    #expect(cover.greedy() == [1, 2])
    #expect(cover.exact() == [1, 2])
  }

  @Test(
    "the corners of capacity",
    arguments: [(0, []), (1, [0]), (2, [0, 2]), (3, [0, 1, 2]), (9, [0, 1, 2])] as [(Int, [Int])])
  func corners(slots: Int, expected: [Int]) {
    let cover = cover(byHand, [0.5, 0.5, 0.5], .slots(slots))
    #expect(cover.greedy().sorted() == expected)
    #expect(cover.improvedBySwaps(cover.greedy()).sorted() == expected)
    #expect(cover.exact() == expected)
  }

  @Test("one adapter, no rows and no adapters are sets like any other")
  func smallest() {
    #expect(cover([1], [0.5], .slots(1)).exact() == [0])
    let empty = [1.0].withUnsafeBufferPointer {
      Cover(utilities: $0.baseAddress!, rows: 0, costs: [1, 1], room: .slots(1), loads: [2, 1], horizon: 5)
    }
    #expect(empty.value(of: [0]) == -2)
    #expect(empty.greedy() == [1])
    #expect(empty.exact() == [1])
    let none = [1.0].withUnsafeBufferPointer {
      Cover(utilities: $0.baseAddress!, rows: 1, costs: [], room: .slots(1), horizon: 5)
    }
    #expect(none.exact() == [])
  }

  @Test("pinned adapters are always in, even beyond the capacity")
  func pinned() {
    let one = cover(byHand, [0.5, 0.5, 0.5], .slots(2), pinned: [1])
    #expect(one.greedy() == [1, 0])
    #expect(one.improvedBySwaps([1, 2]) == [1, 0])
    #expect(one.exact() == [0, 1])
    let over = cover(byHand, [0.5, 0.5, 0.5], .slots(1), pinned: [1, 2])
    #expect(over.greedy() == [1, 2])
    #expect(over.exact() == [1, 2])
  }

  @Test("under a budget the better of the two greedy sets is kept")
  func budget() {
    // By gain the large adapter 0 is first and fills the budget; by gain per unit 1 and 2 are, and gain more together.
    let utilities: [Double] = [10, 7, 0, 10, 0, 7]
    let cover = cover(utilities, [20, 20, 20], .budget(4, footprints: [4, 2, 2]), horizon: 2)
    #expect(cover.greedy() == [0])
    let small: [Double] = [10, 9, -9, 0, -9, 9]
    let split = self.cover(small, [20, 20, 20], .budget(4, footprints: [4, 2, 2]), horizon: 2)
    #expect(split.greedy() == [1, 2])
    #expect(split.exact() == [1, 2])
  }

  /// Adapters that gain in a row of their own, and one more that serves every row for nothing and never fits.
  private func apart(_ gains: [Double], _ footprints: [Int], room: Int) -> Cover {
    let count = gains.count
    let rows = gains.indices.flatMap { row in (0...count).map { $0 == row ? gains[row] : 0 } }
    return cover(
      rows, Array(repeating: 1000, count: count) + [0], .budget(room, footprints: footprints + [room + 1]),
      horizon: Double(count))
  }

  @Test("of two greedy sets of the same value the one by gain is kept")
  func greedyTie() {
    // By gain 2 alone, by gain per unit 0 and 1, which together gain as much.
    let cover = apart([1, 1, 2], [1, 1, 2], room: 2)
    #expect(cover.value(of: [0, 1]) == cover.value(of: [2]))
    #expect(cover.greedy() == [2])
  }

  @Test("the search reckons with a part of an adapter where the whole does not fit")
  func partOfAnAdapter() {
    // Alone 0 gains 70, 1 82 and 4 90; 2 and 3 fit together and gain 100. After 0 there is capacity for half of 1: at
    // most 111, so that the search continues, and after 0 it finds 2 and 3.
    let cover = apart([70, 82, 50, 50, 90], [60, 80, 50, 50, 95], room: 100)
    #expect(cover.improvedBySwaps(cover.greedy()) == [4])
    #expect(cover.exact() == [2, 3])
  }

  @Test("a search that just spends its cells is exact")
  func justEnoughCells() {
    // One slot and two adapters that share no row: a cell for each.
    let cover = self.cover([2, 0, 0, 0, 1, 0], [9, 9, 0], .slots(1))
    #expect(cover.exact(cellLimit: 3) == [0])
    #expect(cover.exact(cellLimit: 2) == nil)
  }

  @Test("a budget is left unspent where a load costs more than it gains")
  func unspent() {
    let cover = cover(byHand, [0.5, 0.5, 0.5], .budget(9, footprints: [1, 1, 1]), loads: [0, 5, 0])
    #expect(cover.greedy() == [0, 2])
    #expect(cover.exact() == [0, 2])
  }

  @Test("the best fixed set says whether it is exact")
  func fixedSet() {
    let found = byHand.withUnsafeBufferPointer {
      Cover.bestFixedSet(utilities: $0.baseAddress!, rows: 3, costs: [0.5, 0.5, 0.5], room: .slots(2))
    }
    #expect(found == Cover.FixedSet(adapters: [0, 2], value: 7, isExact: true))
    let cut = byHand.withUnsafeBufferPointer {
      Cover.bestFixedSet(
        utilities: $0.baseAddress!, rows: 3, costs: [0.5, 0.5, 0.5], room: .slots(2), cellLimit: 2)
    }
    #expect(cut == Cover.FixedSet(adapters: [0, 2], value: 7, isExact: false))
  }
}

/// Random covers against a model without gains, vectors or bounds.
@Suite("Cover by brute force", .timeLimit(.minutes(60)))
struct CoverModelTests {
  struct Model {
    var rows: Int
    var adapters: Int
    var utilities: [Double]
    var costs: [Double]
    var loads: [Double]
    var footprints: [Int]
    var previous: [Int]
    var pinned: [Int]

    init(seed: Int) {
      var stream = RandomStream(Seed(UInt64(seed)))
      adapters = 1 + stream.integer(below: 8)
      rows = 1 + stream.integer(below: 40)
      // Coarse numbers: ties and zeros are common.
      let coarse = seed % 2 == 0
      func number(_ stream: inout RandomStream) -> Double {
        coarse ? Double(stream.integer(below: 5)) / 4 : stream.uniform()
      }
      utilities = (0..<rows * adapters).map { _ in number(&stream) }
      costs = (0..<adapters).map { _ in number(&stream) / 2 }
      loads = (0..<adapters).map { _ in number(&stream) }
      footprints = (0..<adapters).map { _ in stream.integer(below: 5) }
      previous = (0..<adapters).filter { _ in stream.integer(below: 3) == 0 }
      pinned = (0..<adapters).filter { _ in stream.integer(below: 8) == 0 }
    }

    func cover(_ room: Cover.Room, horizon: Double, charged: Bool = true) -> Cover {
      utilities.withUnsafeBufferPointer {
        Cover(
          utilities: $0.baseAddress!, rows: rows, costs: costs, room: room, loads: charged ? loads : [],
          previous: previous, pinned: pinned, horizon: horizon)
      }
    }

    func value(_ set: [Int], horizon: Double) -> Double {
      var sum = 0.0
      for row in 0..<rows {
        sum += (0..<adapters).map { utilities[row * adapters + $0] - (set.contains($0) ? 0 : costs[$0]) }.max()!
      }
      return horizon * sum / Double(rows) - set.filter { !previous.contains($0) }.map { loads[$0] }.reduce(0, +)
    }

    /// All sets with the pinned ones in.
    var sets: [[Int]] {
      (0..<(1 << adapters)).map { bits in (0..<adapters).filter { bits >> $0 & 1 == 1 } }
        .filter { set in pinned.allSatisfy(set.contains) }
    }
  }

  @Test("values are those of the model", arguments: 0..<40)
  func values(seed: Int) {
    let model = Model(seed: seed)
    let cover = model.cover(.slots(3), horizon: 7)
    for set in model.sets { #expect(abs(cover.value(of: set.reversed()) - model.value(set, horizon: 7)) < 1e-9) }
  }

  @Test("exact is the first of the best sets of K", arguments: 0..<60)
  func exactInSlots(seed: Int) {
    let model = Model(seed: seed)
    for slots in 0...model.adapters where slots >= model.pinned.count {
      let cover = model.cover(.slots(slots), horizon: 7)
      let sets = model.sets.filter { $0.count == slots }
      let best = sets.map { cover.value(of: $0) }.max()!
      let first = sets.filter { cover.value(of: $0) == best }.min { $0.lexicographicallyPrecedes($1) }
      #expect(cover.exact() == first)
    }
  }

  @Test("exact is best under a budget", arguments: 0..<60)
  func exactInBytes(seed: Int) {
    let model = Model(seed: seed)
    for budget in [0, 1, 3, 6, 10] {
      let cover = model.cover(.budget(budget, footprints: model.footprints), horizon: 7)
      let sets = model.sets.filter { set in
        set == model.pinned || set.map { model.footprints[$0] }.reduce(0, +) <= budget
      }
      let best = sets.map { cover.value(of: $0) }.max()!
      let found = cover.exact()!
      #expect(sets.contains(found))
      #expect(abs(cover.value(of: found) - best) <= 1e-12 * max(1, abs(best)))
      let greedy = cover.greedy()
      #expect(sets.contains(greedy.sorted()))
      #expect(sets.contains(cover.improvedBySwaps(greedy).sorted()))
    }
  }

  @Test("greedy is within 1 − 1/e of exact, and swaps lose nothing", arguments: 0..<40)
  func greedyBound(seed: Int) {
    let model = Model(seed: seed)
    let cover = model.cover(.slots(model.adapters / 2), horizon: 7, charged: false)
    let nothing = cover.value(of: cover.pinned)
    let greedy = cover.greedy()
    let gained = cover.value(of: greedy) - nothing
    #expect(gained >= (1 - exponential(-1)) * (cover.value(of: cover.exact()!) - nothing) - 1e-9)
    #expect(cover.value(of: cover.improvedBySwaps(greedy)) >= cover.value(of: greedy))
  }
}
