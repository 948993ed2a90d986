import Core
import Testing

@testable import Twin

@Suite("Arrivals", .timeLimit(.minutes(60)))
struct ArrivalTests {
  @Test("the Mersenne Twister draws as NumPy and Python do")
  func mersenneTwister() {
    var python = MersenneTwister(key: 0)
    #expect((0..<4).map { _ in python.next() } == [3_626_764_237, 1_654_615_998, 3_255_389_356, 3_823_568_514])
    var numpy = MersenneTwister(seed: 0)
    let gaps = (0..<3).map { _ in -2 * naturalLog(1 - numpy.uniform()) }
    for (gap, expected) in zip(gaps, [1.59174901632622, 2.5118615259316757, 1.8464462916081377]) {
      #expect(abs(gap - expected) < 1e-12)
    }
    #expect(Workload.dealtByClient(Array(0..<10), to: 10, seed: 0) == [7, 8, 1, 5, 3, 4, 2, 0, 9, 6])
  }

  @Test("the client's arrivals are as many as the measured runs sent", arguments: [(8, 1734), (16, 3402), (64, 13790)])
  func clientCounts(adapters: Int, sent: Int) throws {
    var workload = Self.workload(rate: 0)
    workload.rates = Workload.dealtByClient([0.1, 0.05, 0.025], to: adapters, seed: 0)
    workload.arrivals = .client(seed: 0)
    #expect(Self.draw(workload).count == sent)
  }

  private static func workload(rate: Double) -> Workload {
    Workload(
      rates: [rate, rate * 3], ranks: [8, 8], lengths: LengthPool(inputs: [10, 20], outputs: [5, 7]),
      durationSeconds: 3600)
  }

  private static func draw(_ workload: Workload, seed: UInt64 = 1) -> [TwinRequest] {
    var stream = ArrivalStream(workload, seed: Seed(seed))
    var all: [TwinRequest] = []
    while let next = stream.next() { all.append(next) }
    return all
  }

  @Test(
    "come in order, at the rate asked for, each adapter its share",
    arguments: [
      Workload.Arrivals.poisson, .client(seed: 3), .gamma(variation: 2), .gamma(variation: 0.3),
      .diurnal(swing: 0.8, periodSeconds: 600),
    ])
  func rates(arrivals: Workload.Arrivals) {
    var workload = Self.workload(rate: 2)
    workload.arrivals = arrivals
    let requests = Self.draw(workload)
    #expect(abs(Double(requests.count) / 28_800 - 1) < 0.03)
    #expect(abs(Double(requests.filter { $0.adapter == 1 }.count) / Double(requests.count) - 0.75) < 0.02)
    #expect(zip(requests, requests.dropFirst()).allSatisfy { $0.arrivalSeconds <= $1.arrivalSeconds })
    #expect(requests.map(\.number) == Array(0..<requests.count))
  }

  @Test("gamma gaps vary as asked", arguments: [0.3, 1, 3])
  func variation(variation: Double) {
    var workload = Self.workload(rate: 5)
    workload.rates = [5]
    workload.ranks = [8]
    workload.arrivals = .gamma(variation: variation)
    let times = Self.draw(workload).map(\.arrivalSeconds)
    let gaps = zip(times.dropFirst(), times).map { $0 - $1 }
    let mean = gaps.reduce(0, +) / Double(gaps.count)
    let variance = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gaps.count)
    #expect(abs(variance.squareRoot() / mean / variation - 1) < 0.06)
  }

  @Test("by day more than by night")
  func diurnal() {
    var workload = Self.workload(rate: 5)
    workload.arrivals = .diurnal(swing: 1, periodSeconds: 3600)
    let requests = Self.draw(workload)
    let middle = requests.filter { $0.arrivalSeconds > 900 && $0.arrivalSeconds < 2700 }.count
    #expect(abs(Double(middle) / Double(requests.count) - 0.75) < 0.02)
  }

  @Test("exponential draws have mean 1, variance 1 and the tail they should")
  func exponentials() {
    var stream = RandomStream(Seed(5))
    let draws = (0..<200_000).map { _ in ExponentialDraw.shared.draw(&stream) }
    let mean = draws.reduce(0, +) / 200_000
    #expect(abs(mean - 1) < 0.01)
    #expect(abs(draws.reduce(0) { $0 + $1 * $1 } / 200_000 - 2) < 0.05)
    #expect(abs(Double(draws.filter { $0 > 3 }.count) / 200_000 - 0.0498) < 0.002)
  }

  @Test("lengths have the means asked for, and the shape and tie of the measured ones")
  func lengths() {
    let pool = LengthShape.shareGPT(correlation: -0.35).pool(meanInput: 222.7, meanOutput: 196.2)
    #expect(abs(pool.meanInput / 222.7 - 1) < 1e-4)
    #expect(abs(pool.meanOutput / 196.2 - 1) < 1e-4)
    #expect(pool.inputs.min()! >= 4 && pool.inputs.max()! <= 1024)
    #expect(zip(pool.inputs, pool.outputs).allSatisfy { $0 + $1 <= 2048 })
    // A third of the prompts is short.
    #expect(abs(Double(pool.inputs.filter { $0 < 34 }.count) / Double(pool.inputs.count) - 0.35) < 0.02)
    let products = zip(pool.inputs, pool.outputs).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    #expect(products / Double(pool.inputs.count) < 0.85 * pool.meanInput * pool.meanOutput)
  }
}
