import Core
import Glibc

/// 15 adapters, 16 features, 4 slots: the same requests and residents for every case.
struct World {
  static let adapters = 15
  static let dimension = 16
  static let requests = 20_000

  let setting = Setting(
    adapterCount: adapters, dimension: dimension, capacity: Capacity(4), pageInCosts: Array(repeating: 0.3, count: 15),
    seed: Seed(1))
  /// [requests × d], unit vectors.
  let contexts: UnsafeMutablePointer<Double>
  let resident: UnsafeMutablePointer<UInt64>
  let costs: UnsafeMutablePointer<Double>

  init() {
    contexts = .allocate(capacity: Self.requests * Self.dimension)
    var stream = RandomStream(Seed(1))
    for row in 0..<Self.requests {
      let x = contexts + row * Self.dimension
      var squares = 0.0
      for i in 0..<Self.dimension {
        x[i] = stream.normal()
        squares += x[i] * x[i]
      }
      for i in 0..<Self.dimension { x[i] /= squares.squareRoot() }
    }
    resident = .allocate(capacity: 1)
    resident.pointee = 0b0101_0000_0010_0100
    costs = .allocate(capacity: Self.adapters)
    costs.update(repeating: 0.3, count: Self.adapters)
  }

  private var residents: ResidentView {
    ResidentView(
      resident: resident, held: nil, costs: costs, adapterCount: Self.adapters, count: 4, used: 4,
      capacity: setting.capacity)
  }

  private func request(_ step: Int) -> Request {
    Request(
      step: step, timeSeconds: Double(step), asked: nil, promptTokens: 0, outputTokens: 0,
      context: Context(contexts + step * Self.dimension, count: Self.dimension))
  }

  /// Nanoseconds of a step: routed, and learnt from.
  func steps(_ router: any Router) throws -> Double { try steps(of: router, learns: true) }

  /// Nanoseconds of `route` alone, after learning from the first tenth of the requests.
  func routes(_ router: any Router) throws -> Double {
    var router = router
    _ = try run(&router, 0..<Self.requests / 10, learns: true)
    return try run(&router, Self.requests / 10..<Self.requests, learns: false)
  }

  /// Nanoseconds of `used`.
  func uses(_ evictor: any Evictor) throws -> Double { try uses(of: evictor) }

  /// Nanoseconds of `body`, which is run `count` times.
  func times(_ count: Int, _ body: () throws -> Void) rethrows -> Double {
    let start = Self.cpuNanos()
    for _ in 0..<count { try body() }
    return Double(Self.cpuNanos() - start) / Double(count)
  }

  private func steps(of router: some Router, learns: Bool) throws -> Double {
    var router = router
    return try run(&router, 0..<Self.requests, learns: learns)
  }

  private func run(_ router: inout some Router, _ steps: Range<Int>, learns: Bool) throws -> Double {
    let start = Self.cpuNanos()
    for step in steps {
      let request = request(step)
      let adapter = try router.route(request, residents: residents)
      if learns {
        let reward = 0.5 + 0.1 * request.context[adapter.index % Self.dimension]
        try router.learn(
          Outcome(
            request: request, adapter: adapter, reward: reward, hit: residents.contains(adapter), pagingCost: 0))
      }
    }
    return Double(Self.cpuNanos() - start) / Double(steps.count)
  }

  private func uses(of evictor: some Evictor) throws -> Double {
    var evictor = evictor
    let count = 1_000_000
    let start = Self.cpuNanos()
    for step in 0..<count { try evictor.used(Use(adapter: AdapterID(step & 7), step: step, kind: .hit)) }
    return Double(Self.cpuNanos() - start) / Double(count)
  }

  private static func cpuNanos() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
