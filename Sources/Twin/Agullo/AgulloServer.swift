import Core

/// The event loop of the published twin.
struct AgulloServer {
  /// The faults used by the loop, unpacked.
  struct Rules {
    let losesTokens, youngestFirst, admitsAfterPreemption, skipsScans, miscounts, limitsSequences: Bool
    let losesRequests, itlByTokens, ttftOfQueue, prefillsDecode, endsWithArrivals: Bool
    let extraToken: Int32
    let perPromptToken, perAdapterRank: Double

    init(_ twin: AgulloTwin) {
      let faults = twin.faults
      losesTokens = faults.contains(.lostTokens)
      youngestFirst = faults.contains(.youngestFirst)
      admitsAfterPreemption = faults.contains(.admissionAfterPreemption)
      skipsScans = faults.contains(.skippedScans)
      miscounts = faults.contains(.scanCounter)
      limitsSequences = !faults.contains(.unlimitedSequences)
      losesRequests = faults.contains(.lostRequests)
      itlByTokens = faults.contains(.itlByTokens)
      ttftOfQueue = faults.contains(.ttftOfQueue)
      prefillsDecode = faults.contains(.prefillsDecode)
      endsWithArrivals = faults.contains(.endsWithArrivals)
      extraToken = faults.contains(.extraToken) ? 1 : 0
      perPromptToken = faults.contains(.freePrefill) ? 0 : twin.predictors.perPromptToken
      perAdapterRank = faults.contains(.rankIgnored) ? 0 : twin.predictors.perAdapterRank
    }
  }

  /// Why the last scan stopped, or skipped requests.
  struct Flags {
    var memory = false
    var tokens = false
    var adapters = false
    var any: Bool { memory || tokens || adapters }
  }

  /// Events since the last possible scan.
  struct News {
    var hasArrivals = false
    var ofRunningAdapter = false
    var addedAdapter = false
    var removedRequest = false
    var removedAdapter = false
    var preempted = false
  }

  let twin: AgulloTwin
  let rules: Rules
  let blocks: Int
  let slotShare: Double
  /// For each adapter the ranks that cost time beyond the published fit.
  let costlyRanks: [Int]
  let loadSeconds: [Double]

  var arrivals: AgulloArrivals
  /// By position in the queue, which is the order of arrival.
  var requests: [AgulloRequest] = []
  var line: AgulloLine
  /// Preempted requests, before all others.
  var front: [Int32] = []
  /// Those of the last step, in the order in which they were preempted.
  var preempted: [Int32] = []

  /// The batch in order of admission, and the step at which each must be visited next: to finish, or for a block.
  var running: [Int32] = []
  var visits: [Int32] = []
  var prefilling = 0
  var batchTokens = 0
  var usedBlocks = 0
  /// Requests of each adapter in the batch, and the adapters there in order of entry.
  var counts: [Int32]
  var batchAdapters: [Int32] = []
  var batchRanks = 0

  var cache: AgulloCache
  var flags = Flags()
  var news = News()
  var clock = 0.0
  var step: Int32 = 0
  var result = AgulloRun()
  var itlSum = 0.0
  var ttftSum = 0.0

  init(_ twin: AgulloTwin, arrivals: AgulloArrivals) {
    self.twin = twin
    self.arrivals = arrivals
    rules = Rules(twin)
    blocks = Int((Double(twin.kvTokens) / Double(AgulloTwin.blockTokens)).rounded())
    let workload = twin.workload
    slotShare = Double(twin.slots) / Double(workload.adapterCount)
    costlyRanks = workload.ranks.map { max(0, $0 - 8) }
    loadSeconds = workload.ranks.map { twin.predictors.loadMillis(rank: $0, slotRank: twin.slotRank) / 1000 }
    line = AgulloLine(adapterCount: workload.adapterCount)
    counts = Array(repeating: 0, count: workload.adapterCount)
    cache = AgulloCache(adapterCount: workload.adapterCount, slots: twin.slots)
  }

  /// Runs to the end of the workload.
  mutating func play() throws(Fault) {
    let end = twin.workload.durationSeconds
    while clock < end, !rules.endsWithArrivals || arrivals.next != nil {
      takeArrivals()
      admit()
      guard !running.isEmpty else {
        // If no request runs, none can be admitted and the queue is full, nothing more can happen.
        let next = arrivals.next?.arrivalSeconds ?? end
        clock = next > clock ? min(next, end) : end
        continue
      }
      guard step < Server.mostSteps else { throw Messages.tooManySteps(Server.mostSteps, clock) }
      let schedule =
        AgulloPredictors.scheduleMillis(
          running: running.count, waiting: line.count + front.count, slotShare: slotShare) / 1000
      var stepEnd = clock + schedule
      result.schedulerSeconds += schedule
      if news.addedAdapter { stepEnd += loadMissing() }
      stepEnd += stepMillis / 1000
      result.meanRunning += Double(running.count) * (stepEnd - clock)
      result.meanWaiting += Double(line.count + front.count) * (stepEnd - clock)
      visitBatch(until: stepEnd)
      clock = stepEnd
      step += 1
    }
  }

  /// The duration of a step of the current batch, without the scheduler and page-ins.
  private var stepMillis: Double {
    let decoding = rules.prefillsDecode ? running.count : running.count - prefilling
    let prompts = batchTokens - (running.count - prefilling)
    return twin.predictors.stepMillis(running: decoding, adapters: batchAdapters.count)
      + rules.perPromptToken * Double(prompts) + rules.perAdapterRank * Double(batchRanks)
  }

  /// Page-ins of adapters of the batch that are not on the GPU, one after another; page-ins from storage would be free.
  private mutating func loadMissing() -> Double {
    var seconds = 0.0
    for adapter in batchAdapters { cache.touch(adapter) }
    for adapter in batchAdapters where cache.pageIn(adapter) {
      seconds += loadSeconds[Int(adapter)]
      result.loads += 1
    }
    result.loadSeconds += seconds
    return seconds
  }

  /// Moves arrived requests into the queue; with a cap only while at most that many wait, so that the queue can have
  /// one more.
  private mutating func takeArrivals() {
    news.hasArrivals = false
    news.ofRunningAdapter = false
    let cap = twin.faults.contains(.queueCap) ? twin.queueCap ?? .max : .max
    while let next = arrivals.next, next.arrivalSeconds <= clock, line.count + front.count <= cap {
      let request = arrivals.take()
      requests.append(
        AgulloRequest(
          arrivalSeconds: request.arrivalSeconds, adapter: Int32(request.adapter), input: Int32(request.inputTokens),
          output: Int32(request.outputTokens)))
      line.append(prompt: Int32(request.inputTokens), adapter: Int32(request.adapter))
      news.hasArrivals = true
      if counts[request.adapter] > 0 { news.ofRunningAdapter = true }
    }
  }

  /// The run by the published definitions.
  mutating func run() -> AgulloRun {
    let duration = twin.workload.durationSeconds
    result.running = running.count
    result.waiting = line.count + front.count + preempted.count
    result.seconds = clock
    if twin.countsArrivals || !rules.ttftOfQueue { arrivals.drain() }
    result.arrivals = arrivals.count
    let counted = rules.ttftOfQueue ? result.finished + result.running + result.waiting : result.arrivals
    result.itlSeconds = result.finished > 0 ? itlSum / Double(result.finished) : 0
    if counted > 0 {
      result.ttftSeconds = (ttftSum + Double(counted - result.finished) * duration) / Double(counted)
    }
    if clock > 0 {
      result.meanRunning /= clock
      result.meanWaiting /= clock
    }
    result.steps = Int(step)
    return result
  }
}

/// The adapters on the GPU, and the last touch of each.
struct AgulloCache {
  private let slots: Int
  /// 0 for adapters that are not there.
  private var touches: [Int]
  private var now = 0
  private var count = 0

  init(adapterCount: Int, slots: Int) {
    self.slots = slots
    touches = Array(repeating: 0, count: adapterCount)
  }

  /// Makes a resident adapter the most recently used.
  mutating func touch(_ adapter: Int32) {
    guard touches[Int(adapter)] > 0 else { return }
    now += 1
    touches[Int(adapter)] = now
  }

  /// Pages in an adapter if needed, and returns whether it was needed; if no slot is free, the least recently touched
  /// adapter leaves.
  mutating func pageIn(_ adapter: Int32) -> Bool {
    guard touches[Int(adapter)] == 0 else { return false }
    if count == slots {
      var victim = -1
      for other in touches.indices where touches[other] > 0 {
        if victim < 0 || touches[other] < touches[victim] { victim = other }
      }
      touches[victim] = 0
      count -= 1
    }
    now += 1
    touches[Int(adapter)] = now
    count += 1
    return true
  }
}
