import Core

/// The requests of a workload one by one, in order of arrival; the same for the same seed.
///
/// Arrivals and lengths have separate streams, so that other lengths change no arrival. Poisson arrivals of all
/// adapters together are one Poisson stream whose requests draw their adapter; gamma gaps are drawn adapter by adapter.
struct ArrivalStream {
  private enum Source {
    case poisson(rate: Double, adapters: AliasTable)
    case diurnal(rate: Double, swing: Double, period: Double, adapters: AliasTable)
    case renewal(RenewalArrivals)
    case client(ClientArrivals)
    case recorded([TwinRequest])
  }

  private var source: Source
  private var arrivals: RandomStream
  private var choices: RandomStream
  private let lengths: LengthPool
  /// nil if lengths are drawn independently.
  private var dealer: LengthDealer?
  private let end: Double
  private let exponential = ExponentialDraw.shared
  private var clock = 0.0
  private var number = 0

  init(_ workload: Workload, seed: Seed) {
    arrivals = RandomStream(seed.derived("arrivals"))
    choices = RandomStream(seed.derived("lengths"))
    end = workload.durationSeconds
    if let recorded = workload.recorded {
      lengths = workload.lengths
      source = .recorded(recorded)
      return
    }
    lengths = workload.lengthDrawing == .dealt ? workload.lengths.inDealingOrder() : workload.lengths
    if workload.lengthDrawing == .dealt { dealer = LengthDealer(count: lengths.inputs.count) }
    switch workload.arrivals {
    case .poisson: source = .poisson(rate: workload.totalRate, adapters: AliasTable(workload.rates))
    case .diurnal(let swing, let period):
      source = .diurnal(
        rate: workload.totalRate, swing: swing, period: period, adapters: AliasTable(workload.rates))
    case .client(let seed):
      source = .client(ClientArrivals(rates: workload.rates, seed: seed, endSeconds: workload.durationSeconds))
    case .gamma(let variation):
      source = .renewal(RenewalArrivals(rates: workload.rates, variation: variation, stream: &arrivals))
    }
  }

  /// The next request before the workload's end; nil if none is left.
  mutating func next() -> TwinRequest? {
    guard let (time, adapter) = nextArrival() else { return nil }
    let pick = dealer?.next(&choices) ?? choices.integer(below: lengths.inputs.count)
    defer { number += 1 }
    return TwinRequest(
      number: number, arrivalSeconds: time, adapter: adapter, inputTokens: Int(lengths.inputs[pick]),
      outputTokens: Int(lengths.outputs[pick]))
  }

  private mutating func nextArrival() -> (time: Double, adapter: Int)? {
    switch source {
    case .poisson(let rate, let adapters):
      clock += exponential.draw(&arrivals) / rate
      return clock < end ? (clock, adapters.draw(&arrivals)) : nil
    case .diurnal(let rate, let swing, let period, let adapters):
      repeat {
        clock += exponential.draw(&arrivals) / (rate * (1 + swing))
        guard clock < end else { return nil }
      } while arrivals.uniform() * (1 + swing) > Self.level(clock / period, swing: swing)
      return (clock, adapters.draw(&arrivals))
    case .renewal(let renewal):
      let next = renewal.next(&arrivals)
      return next.time < end ? next : nil
    case .client(let client): return client.next()
    case .recorded: return nil
    }
  }

  /// Rises from the trough at the period's start to the peak at its middle, and falls again.
  private static func level(_ periods: Double, swing: Double) -> Double {
    let phase = periods - periods.rounded(.down)
    return 1 + swing * (1 - 4 * abs(phase - 0.5))
  }

  /// The recorded requests before the end; nil if requests are drawn.
  var recordedRequests: ArraySlice<TwinRequest>? {
    guard case .recorded(let requests) = source else { return nil }
    return requests.prefix { $0.arrivalSeconds < end }
  }
}

/// The next arrivals: one time per adapter, in a heap; equal times in the order they were set.
struct NextArrivals {
  private struct Next {
    var time: Double
    var order: Int
    var adapter: Int

    func isBefore(_ other: Next) -> Bool { time < other.time || (time == other.time && order < other.order) }
  }

  private var heap: [Next] = []
  private var orders = 0

  var isEmpty: Bool { heap.isEmpty }

  var first: (time: Double, adapter: Int) { (heap[0].time, heap[0].adapter) }

  mutating func add(_ time: Double, _ adapter: Int) {
    heap.append(Next(time: time, order: orders, adapter: adapter))
    orders += 1
    var child = heap.count - 1
    while child > 0, heap[child].isBefore(heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Sets the first adapter's next time; nil if it has none.
  mutating func replaceFirst(_ time: Double?) {
    if let time {
      heap[0].time = time
      heap[0].order = orders
      orders += 1
    } else {
      heap.swapAt(0, heap.count - 1)
      heap.removeLast()
    }
    var parent = 0
    while true {
      var least = parent
      let left = 2 * parent + 1
      for child in left..<max(left, min(left + 2, heap.count)) where heap[child].isBefore(heap[least]) {
        least = child
      }
      if least == parent { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}

/// One renewal process per adapter: gaps are independent gamma draws.
final class RenewalArrivals {
  private let scales: [Double]
  private let gamma: GammaDraw
  private var arrivals = NextArrivals()

  init(rates: [Double], variation: Double, stream: inout RandomStream) {
    let shape = 1 / (variation * variation)
    gamma = GammaDraw(shape: shape)
    scales = rates.map { $0 > 0 ? 1 / ($0 * shape) : .infinity }
    for adapter in rates.indices where rates[adapter] > 0 {
      arrivals.add(gamma.draw(&stream) * scales[adapter], adapter)
    }
  }

  /// The next arrival, in O(log N).
  func next(_ stream: inout RandomStream) -> (time: Double, adapter: Int) {
    let first = arrivals.first
    arrivals.replaceFirst(first.time + gamma.draw(&stream) * scales[first.adapter])
    return first
  }
}

/// Poisson arrivals as drawn by the client of the measured runs: one NumPy generator for all adapters, a gap for each
/// in order at the start, and the next gap of an adapter at each of its arrivals.
final class ClientArrivals {
  private let scales: [Double]
  private let end: Double
  private var twister: MersenneTwister
  private var arrivals = NextArrivals()

  init(rates: [Double], seed: UInt32, endSeconds: Double) {
    scales = rates.map { $0 > 0 ? 1 / $0 : .infinity }
    end = endSeconds
    twister = MersenneTwister(seed: seed)
    for adapter in rates.indices where rates[adapter] > 0 {
      let gap = gap(adapter)
      if gap < end { arrivals.add(gap, adapter) }
    }
  }

  /// The next arrival, in O(log N); nil if none follows before the end.
  func next() -> (time: Double, adapter: Int)? {
    guard !arrivals.isEmpty else { return nil }
    let first = arrivals.first
    let next = first.time + gap(first.adapter)
    arrivals.replaceFirst(next < end ? next : nil)
    return first
  }

  private func gap(_ adapter: Int) -> Double { -naturalLog(1 - twister.uniform()) * scales[adapter] }
}

/// Draws from gamma distributions of scale 1 [MarsagliaTsang2000].
struct GammaDraw: Sendable {
  private let shape: Double

  init(shape: Double) { self.shape = shape }

  func draw(_ stream: inout RandomStream) -> Double {
    guard shape < 1 else { return Self.draw(shape: shape, &stream) }
    let boost = power(max(stream.uniform(), 0x1p-60), 1 / shape)
    return Self.draw(shape: shape + 1, &stream) * boost
  }

  private static func draw(shape: Double, _ stream: inout RandomStream) -> Double {
    let d = shape - 1 / 3.0
    let c = 1 / (9 * d).squareRoot()
    while true {
      let z = stream.normal()
      let root = 1 + c * z
      guard root > 0 else { continue }
      let v = root * root * root
      let u = max(stream.uniform(), 0x1p-60)
      if naturalLog(u) < 0.5 * z * z + d - d * v + d * naturalLog(v) { return d * v }
    }
  }
}
