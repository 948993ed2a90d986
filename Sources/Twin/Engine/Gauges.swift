/// A server's gauges over time: running and waiting requests, and the KV cache in use.
public struct Gauges: Sendable, Equatable {
  /// Means over one time bin.
  public struct Bin: Sendable, Equatable {
    public var startSeconds: Double
    public var running: Double
    public var waiting: Double
    /// 0 … 1.
    public var kvUse: Double
    /// Count since the start.
    public var preemptions: Int
    public var loads: Int
    public var finished: Int
  }

  /// Integrals over seconds.
  struct Sums: Sendable, Equatable {
    var seconds = 0.0
    var running = 0.0
    var waiting = 0.0
    var blocks = 0.0
    var withWaiting = 0.0

    /// Adds those of another server over the same time.
    mutating func join(_ other: Sums) {
      running += other.running
      waiting += other.waiting
      blocks += other.blocks
      withWaiting += other.withWaiting
    }

    mutating func add(running: Double, waiting: Double, blocks: Double, seconds: Double) {
      self.seconds += seconds
      self.running += running * seconds
      self.waiting += waiting * seconds
      self.blocks += blocks * seconds
      if waiting > 0 { withWaiting += seconds }
    }
  }

  public private(set) var maxRunning = 0
  public private(set) var maxWaiting = 0
  public private(set) var maxBlocks = 0
  public private(set) var bins: [Bin] = []
  private var total = Sums()
  private var current = Sums()
  private let binSeconds: Double
  private var binEnd: Double
  let kvBlocks: Int

  init(binSeconds: Double, kvBlocks: Int) {
    self.binSeconds = binSeconds
    binEnd = binSeconds
    self.kvBlocks = kvBlocks
  }

  /// Counters recorded with a bin.
  struct Counters {
    var preemptions: Int
    var loads: Int
    var finished: Int
  }

  /// Adds the values of the gauges from `start` to `end`.
  @inline(__always)
  mutating func show(
    running: Int, waiting: Int, blocks: Int, from start: Double, to end: Double, _ counters: Counters
  ) {
    maxRunning = max(maxRunning, running)
    maxWaiting = max(maxWaiting, waiting)
    maxBlocks = max(maxBlocks, blocks)
    var start = start
    while end >= binEnd {
      current.add(
        running: Double(running), waiting: Double(waiting), blocks: Double(blocks), seconds: binEnd - start)
      start = binEnd
      closeBin(counters)
    }
    current.add(running: Double(running), waiting: Double(waiting), blocks: Double(blocks), seconds: end - start)
  }

  /// Closes the last bin, if it is not empty.
  mutating func finish(_ counters: Counters) {
    if current.seconds > 0 { closeBin(counters) }
  }

  private mutating func closeBin(_ counters: Counters) {
    let seconds = max(current.seconds, .leastNonzeroMagnitude)
    bins.append(
      Bin(
        startSeconds: binEnd - binSeconds, running: current.running / seconds, waiting: current.waiting / seconds,
        kvUse: current.blocks / seconds / Double(kvBlocks), preemptions: counters.preemptions, loads: counters.loads,
        finished: counters.finished))
    total.seconds += current.seconds
    total.running += current.running
    total.waiting += current.waiting
    total.blocks += current.blocks
    total.withWaiting += current.withWaiting
    current = Sums()
    binEnd += binSeconds
  }

  private func mean(_ sum: Double) -> Double { total.seconds > 0 ? sum / total.seconds : 0 }

  public var meanRunning: Double { mean(total.running) }
  public var meanWaiting: Double { mean(total.waiting) }
  /// 0 … 1.
  public var meanKVUse: Double { mean(total.blocks) / Double(kvBlocks) }
  public var maxKVUse: Double { Double(maxBlocks) / Double(kvBlocks) }
  /// The share of time with waiting requests.
  public var shareWithWaiting: Double { mean(total.withWaiting) }
}

extension Gauges {
  /// The gauges of equal servers over the same time: requests are added up, shares of the KV cache and of time are means,
  /// and the highest values are those of one server.
  init(joining all: [Gauges]) {
    self = all[0]
    guard all.count > 1 else { return }
    for other in all.dropFirst() {
      maxRunning = max(maxRunning, other.maxRunning)
      maxWaiting = max(maxWaiting, other.maxWaiting)
      maxBlocks = max(maxBlocks, other.maxBlocks)
      total.join(other.total)
      for (place, bin) in other.bins.enumerated() {
        if place == bins.count { bins.append(bin) } else { bins[place].join(bin) }
      }
    }
    let count = Double(all.count)
    total.blocks /= count
    total.withWaiting /= count
    for place in bins.indices { bins[place].kvUse /= count }
  }
}

extension Gauges.Bin {
  fileprivate mutating func join(_ other: Self) {
    running += other.running
    waiting += other.waiting
    kvUse += other.kvUse
    preemptions += other.preemptions
    loads += other.loads
    finished += other.finished
  }
}
