import Core
import Testing

@Suite("Streams of random numbers", .timeLimit(.minutes(60)))
struct StreamTests {
  @Test("a number in [0, 1) is a word's upper 53 bits, and they fill the range")
  func uniform() {
    var stream = RandomStream(Seed(1))
    var words = RandomStream(Seed(1))
    var numbers: [Double] = []
    for _ in 0..<1000 {
      numbers.append(stream.uniform())
      #expect(numbers.last == Double(words.next() >> 11) / 9_007_199_254_740_992)
    }
    #expect(numbers.min()! < 0.01 && numbers.max()! > 0.99 && numbers.max()! < 1)
  }

  @Test("a whole number below a bound that does not divide 2⁶⁴ has no bias")
  func unbiased() {
    // 8/3 words for each number: without a second draw some have three words and others two, in turns of three.
    let bound = 3 << 61
    var stream = RandomStream(Seed(2))
    var counts = [0, 0, 0]
    for _ in 0..<6000 {
      let number = stream.integer(below: bound)
      #expect((0..<bound).contains(number))
      counts[number % 3] += 1
    }
    #expect(counts.allSatisfy { abs($0 - 2000) < 200 })
  }

  @Test("a shuffle gives each order of three as often")
  func shuffle() {
    var stream = RandomStream(Seed(3))
    var counts: [[Int]: Int] = [:]
    for _ in 0..<6000 {
      var items = [0, 1, 2]
      stream.shuffle(&items)
      counts[items, default: 0] += 1
    }
    #expect(counts.count == 6)
    #expect(counts.values.allSatisfy { abs($0 - 1000) < 150 })
  }

  @Test("a derived seed depends on the root, on each part, and on where parts end")
  func seeds() {
    let seeds = [
      Seed(1), Seed(1).derived("a"), Seed(2).derived("a"), Seed(1).derived("b"), Seed(1).derived("a", ""),
      Seed(1).derived("ab", "c"), Seed(1).derived("a", "bc"), Seed(1).derived("abc"),
    ]
    #expect(Set(seeds).count == seeds.count)
    #expect(Seed(1).derived("a", "bc") == Seed(1).derived(["a", "bc"]))
  }
}
