import Core

@testable import Twin

/// The published event loop written down literally, with scans and lists: what the mode must decide, slowly.
struct LiteralAgullo {
  final class Item {
    let request: TwinRequest
    /// Tokens of the prompt left, and of the prompt as this stay in the batch takes it.
    var inputLeft: Int
    var prompt: Int
    var outputLeft: Int
    var blocks = 0
    var chunk = 0
    var firstToken = -1.0

    init(_ request: TwinRequest) {
      self.request = request
      inputLeft = request.inputTokens
      prompt = inputLeft
      outputLeft = request.outputTokens
    }

    var kept: Int { prompt - request.inputTokens }
  }

  let twin: AgulloTwin
  var outside: [TwinRequest]
  var waiting: [Item] = []
  var running: [Item] = []
  var preempted: [Item] = []
  var used = 0
  var batchTokens = 0
  var flags = (memory: false, tokens: false, adapters: false)
  var arrived: [Int] = []
  var removedRequest = false
  var removedAdapter = false
  var hasPreempted = false
  var cached: [Int] = []
  var batch: [Int] = []
  var clock = 0.0
  var result = AgulloRun()

  init(_ twin: AgulloTwin, _ requests: [TwinRequest]) {
    self.twin = twin
    outside = requests
    result.arrivals = requests.count
  }

  private func has(_ fault: AgulloFault) -> Bool { twin.faults.contains(fault) }
  private var extra: Int { has(.extraToken) ? 1 : 0 }
  private var total: Int { Int((Double(twin.kvTokens) / 16).rounded()) }
  private func blocks(_ tokens: Int) -> Int { (tokens + 15) / 16 }

  mutating func play() -> AgulloRun {
    let end = twin.workload.durationSeconds
    var itl = 0.0
    var ttft = 0.0
    while clock < end, !has(.endsWithArrivals) || !outside.isEmpty {
      arrived = []
      while let next = outside.first, next.arrivalSeconds <= clock {
        if has(.queueCap), let cap = twin.queueCap, waiting.count > cap { break }
        waiting.append(Item(outside.removeFirst()))
        arrived.append(next.adapter)
      }
      let added = schedule()
      if running.isEmpty {
        let next = outside.first?.arrivalSeconds ?? end
        clock = next > clock ? min(next, end) : end
        continue
      }
      var stepEnd = clock
      stepEnd +=
        AgulloPredictors.scheduleMillis(
          running: running.count, waiting: waiting.count,
          slotShare: Double(twin.slots) / Double(twin.workload.adapterCount)) / 1000
      if added { stepEnd += load() }
      stepEnd += millis() / 1000
      visit(stepEnd, &itl, &ttft)
      clock = stepEnd
      result.steps += 1
    }
    result.running = running.count
    result.waiting = waiting.count + preempted.count
    result.seconds = clock
    let counted = has(.ttftOfQueue) ? result.finished + result.running + result.waiting : result.arrivals
    if result.finished > 0 { result.itlSeconds = itl / Double(result.finished) }
    if counted > 0 { result.ttftSeconds = (ttft + Double(counted - result.finished) * end) / Double(counted) }
    return result
  }

  private func millis() -> Double {
    let decoding = running.filter { $0.inputLeft == 0 }.count
    var millis = twin.predictors.stepMillis(
      running: has(.prefillsDecode) ? running.count : decoding, adapters: batch.count)
    if !has(.freePrefill) { millis += twin.predictors.perPromptToken * Double(batchTokens - decoding) }
    if !has(.rankIgnored) {
      let ranks = batch.reduce(0) { $0 + max(0, twin.workload.ranks[$1] - 8) }
      millis += twin.predictors.perAdapterRank * Double(ranks)
    }
    return millis
  }

  private mutating func schedule() -> Bool {
    waiting = (has(.youngestFirst) ? preempted : preempted.reversed()) + waiting
    preempted = []
    if hasPreempted, !has(.admissionAfterPreemption) { return false }
    let any = flags.memory || flags.tokens || flags.adapters
    let ofRunning = arrived.contains { batch.contains($0) }
    let may =
      (!arrived.isEmpty && !any) || (flags.memory && removedRequest) || (flags.tokens && batchTokens > 0)
      || (flags.adapters && !flags.memory && !flags.tokens && (removedAdapter || ofRunning))
    guard has(.skippedScans) ? may : !waiting.isEmpty else { return false }
    flags = (false, false, false)
    var added = false
    var index = 0
    while index < waiting.count {
      let item = waiting[index]
      if batchTokens >= twin.tokenBudget || (!has(.unlimitedSequences) && running.count >= twin.maxSequences) {
        flags.tokens = true
        break
      }
      let room = twin.tokenBudget - batchTokens
      item.chunk = item.inputLeft <= room ? item.inputLeft + extra : room
      if used + blocks(item.chunk) > total {
        flags.memory = true
        break
      }
      if !batch.contains(item.request.adapter) {
        if batch.count == twin.slots {
          flags.adapters = true
          if !has(.scanCounter), !waiting.contains(where: { batch.contains($0.request.adapter) }) { break }
          index += 1
          continue
        }
        batch.append(item.request.adapter)
        added = true
      }
      item.blocks = blocks(item.chunk)
      used += item.blocks
      batchTokens += item.chunk
      running.append(item)
      waiting.remove(at: index)
    }
    return added
  }

  private mutating func load() -> Double {
    var millis = 0.0
    for adapter in batch where cached.contains(adapter) {
      cached.removeAll { $0 == adapter }
      cached.append(adapter)
    }
    for adapter in batch where !cached.contains(adapter) {
      if cached.count == twin.slots { cached.removeFirst() }
      cached.append(adapter)
      millis += twin.predictors.loadMillis(rank: twin.workload.ranks[adapter], slotRank: twin.slotRank)
      result.loads += 1
    }
    return millis / 1000
  }

  private mutating func visit(_ end: Double, _ itl: inout Double, _ ttft: inout Double) {
    removedRequest = false
    removedAdapter = false
    hasPreempted = false
    batchTokens = 0
    var tail = running
    running = []
    while !tail.isEmpty {
      let item = tail.removeFirst()
      if item.inputLeft > 0 {
        let completes = item.chunk >= item.inputLeft + extra
        item.inputLeft -= completes ? item.chunk - extra : item.chunk
        if item.inputLeft == 0 {
          item.outputLeft -= 1
          item.chunk = 1
          if item.firstToken < 0 { item.firstToken = end }
        } else {
          let chunk = min(item.inputLeft, max(0, twin.tokenBudget - batchTokens))
          item.chunk = chunk == item.inputLeft ? chunk + extra : chunk
          if item.chunk == 0, has(.lostRequests) {
            result.lost += 1
            leave(item, running + tail)
            continue
          }
        }
      } else {
        item.outputLeft -= 1
      }
      if item.inputLeft == 0, item.outputLeft == 0 {
        used -= item.blocks
        removedRequest = true
        result.finished += 1
        result.inputTokens += item.request.inputTokens
        result.outputTokens += item.request.outputTokens
        ttft += item.firstToken - item.request.arrivalSeconds
        let gaps = has(.itlByTokens) ? item.request.outputTokens : max(1, item.request.outputTokens - 1)
        itl += (end - item.firstToken) / Double(gaps)
        leave(item, running + tail)
        continue
      }
      // Generated tokens of this stay; without the extra token the last of them is not in the cache yet.
      let generated =
        item.inputLeft > 0 ? 0 : item.request.outputTokens - item.outputLeft - item.kept - 1 + extra
      let needed = blocks(item.prompt - item.inputLeft + generated + item.chunk) - item.blocks
      var isGone = false
      while used + needed > total, !isGone {
        isGone = tail.isEmpty
        preempt(tail.popLast() ?? item, running + tail + (isGone ? [] : [item]))
      }
      if isGone { continue }
      used += needed
      item.blocks += needed
      batchTokens += item.chunk
      running.append(item)
    }
  }

  private mutating func preempt(_ item: Item, _ others: [Item]) {
    used -= item.blocks
    item.blocks = 0
    if has(.lostTokens) {
      item.outputLeft = item.request.outputTokens
      item.firstToken = -1
    } else {
      item.prompt = item.request.inputTokens + item.request.outputTokens - item.outputLeft
    }
    item.inputLeft = item.prompt
    preempted.append(item)
    hasPreempted = true
    result.preemptions += 1
    leave(item, others)
  }

  private mutating func leave(_ item: Item, _ others: [Item]) {
    guard !others.contains(where: { $0.request.adapter == item.request.adapter }) else { return }
    batch.removeAll { $0 == item.request.adapter }
    removedAdapter = true
  }
}
