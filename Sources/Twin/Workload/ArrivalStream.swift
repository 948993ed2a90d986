import Core

/// The requests of a workload one by one, in order of arrival; the same for the same seed.
///
/// Arrivals and lengths have streams of their own, so that other lengths change no arrival. Poisson arrivals of all
/// adapters together are one Poisson stream whose requests draw their adapter; gamma gaps are drawn adapter by adapter.
struct ArrivalStream {
  private enum Source {
    case poisson(rate: Double, adapters: AliasTable)
    case diurnal(rate: Double, swing: Double, period: Double, adapters: AliasTable)
    case renewal(RenewalArrivals)
    case recorded([TwinRequest])
  }

  private var source: Source
  private var arrivals: RandomStream
  private var choices: RandomStream
  private let lengths: LengthPool
  private let end: Double
  private let exponential = ExponentialDraw.shared
  private var clock = 0.0
  private var number = 0

  init(_ workload: Workload, seed: Seed) {
    arrivals = RandomStream(seed.derived("arrivals"))
    choices = RandomStream(seed.derived("lengths"))
    lengths = workload.lengths
    end = workload.durationSeconds
    if let recorded = workload.recorded {
      source = .recorded(recorded)
      return
    }
    switch workload.arrivals {
    case .poisson: source = .poisson(rate: workload.totalRate, adapters: AliasTable(workload.rates))
    case .diurnal(let swing, let period):
      source = .diurnal(
        rate: workload.totalRate, swing: swing, period: period, adapters: AliasTable(workload.rates))
    case .gamma(let variation):
      source = .renewal(RenewalArrivals(rates: workload.rates, variation: variation, stream: &arrivals))
    }
  }

  /// The next request before the workload's end; nil where none is left.
  mutating func next() -> TwinRequest? {
    guard let (time, adapter) = nextArrival() else { return nil }
    let pick = choices.integer(below: lengths.inputs.count)
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
    case .renewal(var renewal):
      let next = renewal.next(&arrivals)
      source = .renewal(renewal)
      return next.time < end ? next : nil
    case .recorded:
      return nil
    }
  }

  /// Rises from the trough at the period's start to the peak at its middle, and falls again.
  private static func level(_ periods: Double, swing: Double) -> Double {
    let phase = periods - periods.rounded(.down)
    return 1 + swing * (1 - 4 * abs(phase - 0.5))
  }

  /// The recorded requests before the end; nil where requests are drawn.
  var recordedRequests: ArraySlice<TwinRequest>? {
    guard case .recorded(let requests) = source else { return nil }
    return requests.prefix { $0.arrivalSeconds < end }
  }
}

/// Renewal processes side by side: each adapter's gaps are independent gamma draws; a heap holds the next arrivals.
struct RenewalArrivals {
  private struct Next {
    var time: Double
    var adapter: Int
  }

  private let scales: [Double]
  private let gamma: GammaDraw
  private var heap: [Next] = []

  init(rates: [Double], variation: Double, stream: inout RandomStream) {
    let shape = 1 / (variation * variation)
    gamma = GammaDraw(shape: shape)
    scales = rates.map { $0 > 0 ? 1 / ($0 * shape) : .infinity }
    for adapter in rates.indices where rates[adapter] > 0 {
      heap.append(Next(time: gamma.draw(&stream) * scales[adapter], adapter: adapter))
    }
    heap.sort { ($0.time, $0.adapter) < ($1.time, $1.adapter) }
  }

  /// The next arrival, in O(log N).
  mutating func next(_ stream: inout RandomStream) -> (time: Double, adapter: Int) {
    let first = heap[0]
    heap[0].time += gamma.draw(&stream) * scales[first.adapter]
    sift()
    return (first.time, first.adapter)
  }

  private mutating func sift() {
    var parent = 0
    while true {
      var least = parent
      let left = 2 * parent + 1
      for child in left..<max(left, min(left + 2, heap.count)) where heap[child].time < heap[least].time {
        least = child
      }
      if least == parent { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }
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
