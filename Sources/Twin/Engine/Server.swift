import Core

/// One continuous-batching server, step by step, scheduled as vLLM V1 does it.
///
/// A step gives each decoding request its token and the chunked prompt its next chunk, preempting the last of the batch
/// while KV blocks are missing; then, where nothing was preempted, it admits from the line; then it brings in adapters
/// that are not on the GPU; then it computes for as long as the step model says. See docs/explanation/twin.md.
/// O(1) for each step, and O(log N) for each request that arrives, is admitted, preempted or finishes.
struct Server: ~Copyable {
  /// A request that is done at the last step has its end in 32 bits too.
  static let mostSteps = 1 << 30

  let settings: ServerSettings
  let adapterCount: Int
  let stepTime: StepModel.Compiled
  /// No step may end later.
  let horizonSeconds: Double
  let slots: AdapterSlots
  /// Who chooses among the heads of the queues; nil for first come, first served.
  var scheduler: (any Scheduler)?
  /// What it is shown, its memory used again.
  var heads: [WaitingHead] = []
  /// Kept where a test or a reader wants to see each decision.
  var decisions: [TwinDecision]?
  /// Kept where the step model is to be fitted.
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
  /// Tiles of 64 and 32 tokens, were there one token for each request of the batch.
  private(set) var tiles64 = 0
  private(set) var tiles32 = 0
  /// Prompt tokens of each adapter in the step at hand, beyond one for each request; and whose are not 0.
  private let extraTokens: UnsafeMutablePointer<Int32>
  private let extraAdapters: UnsafeMutablePointer<Int32>
  private var extraCount = 0
  /// Requests that the last scan passed over.
  var passedOver = 0
  /// Requests that failed since the last step, and each second lately.
  var refusedNow = 0
  private var refusedPerSecond = 0.0
  /// Those whose prompt is done with the step at hand.
  private let completing: UnsafeMutablePointer<Int32>
  private var completingCount = 0
  var tally: Tally
  var gauges: Gauges
  var page: MetricsPage
  /// Changes of the set of adapters in the batch.
  private var adapterChanges = 0

  /// - Parameter longestOutput: no request generates more tokens.
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

  /// Requests that clients hold open here.
  var open: Int { line.count &+ batch.count }

  var isIdle: Bool { batch.count == 0 && line.count == 0 }

  var counters: Gauges.Counters {
    Gauges.Counters(preemptions: tally.preemptions, loads: slots.loads, finished: tally.finished)
  }

  /// Runs all steps that start before `seconds`; idle time passes.
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

  /// Time with nothing to do.
  private mutating func pass(until seconds: Double) {
    gauges.show(running: 0, waiting: 0, blocks: 0, from: clock, to: seconds, counters)
    clock = seconds
  }

  /// One step: schedule, load, compute, and hand out tokens. Where it would end after the horizon, nothing is handed out.
  private mutating func runStep() throws(Fault) {
    // Steps are kept in 32 bits with each request.
    guard step < Self.mostSteps else { throw Messages.tooManySteps(Self.mostSteps, clock) }
    let base = pool.base
    // What the engine reports at the end of a step stands until the end of the next.
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

  /// What the step works on.
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

  /// A request of the adapter came into the batch; true where it is the adapter's only one.
  mutating func countIn(_ adapter: Int) -> Bool {
    let count = inBatch[adapter]
    inBatch[adapter] = count &+ 1
    if count % 64 == 0 { tiles64 &+= 1 }
    if count % 32 == 0 { tiles32 &+= 1 }
    if count == 0 { adapterChanges &+= 1 }
    return count == 0
  }

  /// A request of the adapter left the batch; true where it was the last one.
  mutating func countOut(_ adapter: Int) -> Bool {
    let count = inBatch[adapter] &- 1
    inBatch[adapter] = count
    if count % 64 == 0 { tiles64 &-= 1 }
    if count % 32 == 0 { tiles32 &-= 1 }
    if count == 0 { adapterChanges &+= 1 }
    return count == 0
  }

  /// The request's prompt is done with this step.
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
