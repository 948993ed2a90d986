import Core

/// One continuous-batching server, step by step, with the scheduler of vLLM V1.
///
/// A step gives each decoding request its token and the chunked prompt its next chunk, preempting the last of the batch
/// while KV blocks are missing; then, if nothing was preempted, it admits from the queue; then it pages in adapters
/// that are not on the GPU; then it computes for the time of the step model. See docs/explanation/twin.md. O(1) per
/// step, and O(log N) per arrival, admission, preemption and finish.
struct Server: ~Copyable {
  /// So that the end of a request fits into 32 bits even at the last step.
  static let mostSteps = 1 << 30

  let settings: ServerSettings
  let adapterCount: Int
  let stepTime: StepModel.Compiled
  /// No step may end later.
  let horizonSeconds: Double
  let slots: AdapterSlots
  /// Chooses among the heads of the queues; nil for first come, first served.
  var scheduler: (any Scheduler)?
  /// Its view of the heads; the memory is reused.
  var heads: [WaitingHead] = []
  /// Every decision, if recording was requested.
  var decisions: [TwinDecision]?
  /// Sums for fitting the step model, if requested.
  var sums: StepSums?

  /// The time of the next step's start.
  var clock = 0.0
  /// The number of the next step.
  var step = 0
  var pool = EntryPool()
  var line: WaitingLine
  var batch: Batch
  var outside = OutsideLine()
  var freeBlocks: Int
  /// Tokens in the KV cache.
  var residentTokens = 0
  /// Requests of each adapter in the batch.
  let inBatch: UnsafeMutablePointer<Int32>
  /// Adapters in the batch.
  var adaptersInBatch = 0
  /// Tiles of 64 and 32 tokens, for one token per request of the batch.
  private(set) var tiles64 = 0
  private(set) var tiles32 = 0
  /// Prompt tokens of each adapter in the current step, beyond one per request; and the adapters with more than 0.
  private let extraTokens: UnsafeMutablePointer<Int32>
  private let extraAdapters: UnsafeMutablePointer<Int32>
  private var extraCount = 0
  /// Requests that the last scan skipped.
  var passedOver = 0
  /// Requests that failed since the last step, and the recent rate per second.
  var refusedNow = 0
  private var refusedPerSecond = 0.0
  /// Requests whose prompt is complete after the current step.
  private let completing: UnsafeMutablePointer<Int32>
  private var completingCount = 0
  var tally: Tally
  var gauges: Gauges
  var page: MetricsPage
  /// Changes of the set of adapters in the batch.
  private var adapterChanges = 0

  /// - Parameter longestOutput: the most output tokens of a request.
  init(
    settings: ServerSettings, adapterCount: Int, stepModel: StepModel, slots: AdapterSlots, longestOutput: Int,
    horizonSeconds: Double, binSeconds: Double, observation: Observation
  ) {
    self.settings = settings
    self.adapterCount = adapterCount
    stepTime = stepModel.compiled(slots: settings.slots, slotRank: settings.slotRank)
    self.horizonSeconds = horizonSeconds
    self.slots = slots
    line = WaitingLine(adapterCount: adapterCount, slots: settings.slots)
    batch = Batch(blockTokens: settings.blockTokens, longestOutput: longestOutput)
    freeBlocks = settings.kvBlocks
    inBatch = .allocate(capacity: adapterCount)
    inBatch.initialize(repeating: 0, count: adapterCount)
    extraTokens = .allocate(capacity: adapterCount)
    extraTokens.initialize(repeating: 0, count: adapterCount)
    extraAdapters = .allocate(capacity: adapterCount)
    completing = .allocate(capacity: settings.maxSequences + 1)
    tally = Tally(adapterCount: adapterCount)
    page = MetricsPage(observation)
    gauges = Gauges(binSeconds: binSeconds, kvBlocks: settings.kvBlocks)
  }

  deinit {
    inBatch.deallocate()
    extraTokens.deallocate()
    extraAdapters.deallocate()
    completing.deallocate()
  }

  /// Open requests at this server.
  var open: Int { line.count &+ batch.count }

  var isIdle: Bool { batch.count == 0 && line.count == 0 }

  var counters: Gauges.Counters {
    Gauges.Counters(preemptions: tally.preemptions, loads: slots.loads, finished: tally.finished)
  }

  /// Runs all steps that start before `seconds`; skips idle time.
  mutating func run(until seconds: Double) throws(Fault) {
    try work(until: seconds)
    if clock < seconds { pass(until: seconds) }
  }

  /// Runs all steps that start before `seconds`, or until there is nothing to do.
  mutating func work(until seconds: Double) throws(Fault) {
    while clock < seconds {
      if outside.count > 0 { letIn() }
      if isIdle { return }
      try runStep()
    }
  }

  /// Skips idle time.
  private mutating func pass(until seconds: Double) {
    gauges.show(running: 0, waiting: 0, blocks: 0, from: clock, to: seconds, counters)
    clock = seconds
  }

  /// One step: schedule, load, compute, and deliver tokens. If it would end after the horizon, no tokens are delivered.
  private mutating func runStep() throws(Fault) {
    // Each request stores steps in 32 bits.
    guard step < Self.mostSteps else { throw Messages.tooManySteps(Self.mostSteps, clock) }
    let base = pool.base
    // The engine's report at the end of a step is valid until the end of the next.
    let shown = (running: batch.count, waiting: line.count, blocks: settings.kvBlocks &- freeBlocks)
    var chunk = 0
    let preempted = try schedule(chunk: &chunk, base)
    let decoded = batch.decoding
    var prompt = chunk
    if !preempted, line.count > 0 {
      try admit(budget: settings.tokenBudget &- decoded &- chunk, prompt: &prompt, base)
    }
    let stall = try slots.settle(step: step, timeSeconds: clock)
    residentTokens &+= decoded &+ prompt
    let load = load(decoded: decoded, prompt: prompt)
    let compute = stepTime.seconds(load)
    let end = clock + (settings.loading == .blocking ? compute + stall : max(compute, stall))
    gauges.show(
      running: shown.running, waiting: shown.waiting, blocks: shown.blocks, from: clock, to: min(end, horizonSeconds),
      counters)
    guard end <= horizonSeconds else {
      clock = horizonSeconds
      return
    }
    if let sums { sums.add(load) }
    tally.steps &+= 1
    tally.busySeconds += end - clock
    tally.stallSeconds += stall
    tally.promptTokensComputed &+= prompt
    tally.tokensGenerated &+= decoded
    if decoded > 0 { tally.betweenTokens.add(end - clock, weight: Double(decoded)) }
    if refusedNow > 0 || refusedPerSecond > 0 { averageRefusals(over: end - clock) }
    if page.isOn {
      page.step(
        from: clock, to: end, decoded: decoded, running: shown.running, change: adapterChanges,
        names: adaptersInBatch &+ line.adapters)
    }
    clock = end
    try finishDone(base)
    for i in 0..<completingCount { try giveFirstToken(completing[i], base) }
    completingCount = 0
    step &+= 1
  }

  /// The work of the step.
  private mutating func load(decoded: Int, prompt: Int) -> StepLoad {
    var load = StepLoad(
      sequences: batch.count, promptTokens: prompt, residentTokens: residentTokens, adapters: adaptersInBatch)
    load.decoding = decoded
    load.tiles64 = tiles64
    load.tiles32 = tiles32
    for i in 0..<extraCount {
      let adapter = Int(extraAdapters[i])
      let tokens = inBatch[adapter]
      let more = tokens &+ extraTokens[adapter]
      load.tiles64 &+= Int((more &+ 63) / 64 &- (tokens &+ 63) / 64)
      load.tiles32 &+= Int((more &+ 31) / 32 &- (tokens &+ 31) / 32)
      extraTokens[adapter] = 0
    }
    extraCount = 0
    load.passedOver = passedOver
    passedOver = 0
    load.refusedPerSecond = refusedPerSecond
    return load
  }

  /// Counts the prompt tokens that a request computes in this step.
  mutating func notePrompt(of adapter: Int, tokens: Int) {
    guard tokens > 1 else { return }
    if extraTokens[adapter] == 0 {
      extraAdapters[extraCount] = Int32(adapter)
      extraCount &+= 1
    }
    extraTokens[adapter] = extraTokens[adapter] &+ Int32(tokens &- 1)
  }

  /// Counts a request of the adapter into the batch; true if it is the adapter's only one.
  mutating func countIn(_ adapter: Int) -> Bool {
    let count = inBatch[adapter]
    inBatch[adapter] = count &+ 1
    if count % 64 == 0 { tiles64 &+= 1 }
    if count % 32 == 0 { tiles32 &+= 1 }
    if count == 0 { adapterChanges &+= 1 }
    return count == 0
  }

  /// Counts a request of the adapter out of the batch; true if it was the last one.
  mutating func countOut(_ adapter: Int) -> Bool {
    let count = inBatch[adapter] &- 1
    inBatch[adapter] = count
    if count % 64 == 0 { tiles64 &-= 1 }
    if count % 32 == 0 { tiles32 &-= 1 }
    if count == 0 { adapterChanges &+= 1 }
    return count == 0
  }

  /// Marks a request whose prompt is complete after this step.
  mutating func complete(_ entry: Int32) {
    completing[completingCount] = entry
    completingCount += 1
  }

  /// An exponential mean over ten seconds.
  private mutating func averageRefusals(over seconds: Double) {
    let kept = exponential(-seconds / 10)
    refusedPerSecond = refusedPerSecond * kept + (1 - kept) * Double(refusedNow) / seconds
    refusedNow = 0
  }
}
