@testable import Twin

/// vLLM V1's scheduling written down literally, with scans and lists: what the twin must decide, slowly.
struct LiteralServer {
  struct Item {
    var number: Int
    var adapter: Int
    var prefill: Int
    var computed = 0
    var blocks = 0
    var generated = 0
    var output: Int
    var input: Int
  }

  let settings: ServerSettings
  let model: StepModel
  var waiting: [Item] = []
  var running: [Item] = []
  var free: Int
  var decisions: [TwinDecision] = []
  var generated = 0
  var leastFree: Int
  var passedOver = 0

  init(_ settings: ServerSettings, _ model: StepModel) {
    self.settings = settings
    self.model = model
    free = settings.kvBlocks
    leastFree = free
  }

  /// Plays requests until none is left or the time is over.
  mutating func play(_ requests: [TwinRequest], until end: Double) {
    var arrivals = requests[...]
    var clock = 0.0
    var step = 0
    while clock < end {
      while let next = arrivals.first, next.arrivalSeconds <= clock {
        arrivals.removeFirst()
        if next.inputTokens + next.outputTokens - 1 > settings.kvBlocks * settings.blockTokens { continue }
        waiting.append(
          Item(
            number: next.number, adapter: next.adapter, prefill: next.inputTokens, output: next.outputTokens,
            input: next.inputTokens))
      }
      if waiting.isEmpty, running.isEmpty {
        guard let next = arrivals.first else { return }
        clock = next.arrivalSeconds
        continue
      }
      let scheduled = schedule(step)
      let prompt = zip(running, scheduled).reduce(0) { $0 + ($1.0.computed < $1.0.prefill ? $1.1 : 0) }
      var load = StepLoad(
        sequences: running.count, promptTokens: prompt,
        residentTokens: zip(running, scheduled).reduce(0) { $0 + $1.0.computed + $1.1 },
        adapters: Set(running.map(\.adapter)).count)
      load.passedOver = passedOver
      count(scheduled, into: &load)
      clock += model.milliseconds(load, slots: settings.slots, slotRank: settings.slotRank) / 1000
      guard clock <= end else { return }
      handOut(scheduled, step)
      step += 1
    }
  }

  /// Tiles by counting each adapter's tokens.
  private func count(_ scheduled: [Int], into load: inout StepLoad) {
    var tokens: [Int: Int] = [:]
    for (item, scheduled) in zip(running, scheduled) {
      tokens[item.adapter, default: 0] += max(1, scheduled)
    }
    load.tiles64 = tokens.values.reduce(0) { $0 + ($1 + 63) / 64 }
    load.tiles32 = tokens.values.reduce(0) { $0 + ($1 + 31) / 32 }
    load.decoding = running.filter { $0.computed >= $0.prefill }.count
  }

  private func blocks(_ tokens: Int) -> Int { (tokens + settings.blockTokens - 1) / settings.blockTokens }

  /// Tokens of each running request in this step.
  private mutating func schedule(_ step: Int) -> [Int] {
    var budget = settings.tokenBudget
    var scheduled: [Int] = []
    var preempted = false
    var i = 0
    while i < running.count, budget > 0 {
      let tokens = min(max(1, running[i].prefill - running[i].computed), budget)
      let needed = blocks(running[i].computed + tokens)
      while needed - running[i].blocks > free {
        var victim = running.removeLast()
        decisions.append(TwinDecision(step: step, kind: .preempted, request: victim.number))
        preempted = true
        free += victim.blocks
        victim.blocks = 0
        victim.computed = 0
        victim.prefill = victim.input + victim.generated
        waiting.insert(victim, at: 0)
        if i == running.count { break }
      }
      if i == running.count { break }
      free -= needed - running[i].blocks
      running[i].blocks = needed
      scheduled.append(tokens)
      budget -= tokens
      i += 1
    }
    while scheduled.count < running.count { scheduled.append(0) }
    passedOver = 0
    if !preempted { admit(step, &budget, &scheduled) }
    leastFree = min(leastFree, free)
    return scheduled
  }

  private mutating func admit(_ step: Int, _ budget: inout Int, _ scheduled: inout [Int]) {
    var adapters = Set(running.map(\.adapter))
    var i = 0
    while i < waiting.count, budget > 0, running.count < settings.maxSequences {
      if adapters.count >= settings.slots, !adapters.contains(waiting[i].adapter) {
        i += 1
        passedOver += 1
        continue
      }
      let tokens = min(waiting[i].prefill, budget)
      guard blocks(tokens) <= free else { return }
      var item = waiting.remove(at: i)
      item.blocks = blocks(tokens)
      free -= item.blocks
      budget -= tokens
      adapters.insert(item.adapter)
      running.append(item)
      scheduled.append(tokens)
      decisions.append(TwinDecision(step: step, kind: .admitted, request: item.number))
    }
  }

  private mutating func handOut(_ scheduled: [Int], _ step: Int) {
    for i in running.indices {
      running[i].computed += scheduled[i]
      guard scheduled[i] > 0, running[i].computed >= running[i].prefill else { continue }
      running[i].generated += 1
      generated += 1
      guard running[i].generated == running[i].output else { continue }
      free += running[i].blocks
      decisions.append(TwinDecision(step: step, kind: .finished, request: running[i].number))
    }
    running.removeAll { $0.generated == $0.output }
  }
}
