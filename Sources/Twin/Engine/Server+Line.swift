import Core

extension Server {
  /// Accepts a request that arrives now; one that can never fit is refused, one beyond the open limit fails or waits at
  /// the client.
  mutating func accept(_ request: TwinRequest) {
    tally.arrived &+= 1
    tally.adapters[request.adapter].arrived &+= 1
    tally.adapters[request.adapter].tokensAsked &+= request.inputTokens &+ request.outputTokens
    // The last token is never an input, so it needs no block.
    guard request.inputTokens + request.outputTokens - 1 <= settings.kvBlocks * settings.blockTokens else {
      tally.refused &+= 1
      return
    }
    if let limit = settings.openRequestLimit, open >= limit || outside.count > 0 {
      if settings.beyondLimit == .waits { outside.append(request) } else { fail(request) }
    } else {
      enter(request)
    }
  }

  private mutating func fail(_ request: TwinRequest) {
    tally.failed &+= 1
    tally.adapters[request.adapter].failed &+= 1
    refusedNow &+= 1
  }

  /// Accepts requests that wait at clients, up to the open limit.
  mutating func letIn() {
    while outside.count > 0, open < settings.openRequestLimit ?? .max { enter(outside.takeFirst()) }
  }

  private mutating func enter(_ request: TwinRequest) {
    let id = pool.take()
    var entry = Entry()
    entry.number = Int32(truncatingIfNeeded: request.number)
    entry.adapter = Int32(request.adapter)
    entry.input = Int32(request.inputTokens)
    entry.output = Int32(request.outputTokens)
    entry.arrivalSeconds = request.arrivalSeconds
    (pool.base + Int(id)).initialize(to: entry)
    line.append(id, inBatch: inBatch[request.adapter] > 0, pool.base)
  }

  /// Admits from the queue while the step has capacity: tokens, sequences, adapters and blocks.
  ///
  /// While the batch has as many adapters as there are slots, requests of other adapters are skipped and keep their
  /// position; the first remaining request without enough free blocks ends the admission.
  mutating func admit(budget: Int, prompt: inout Int, _ base: UnsafeMutablePointer<Entry>) throws(Fault) {
    var budget = budget
    var lastKey: Int?
    while budget > 0, batch.count < settings.maxSequences {
      let entry = try nextInLine(base)
      guard entry >= 0 else {
        notePassed(before: .max, base)
        return
      }
      let i = Int(entry)
      let prefill = Int(base[i].prefillTokens)
      let chunk = min(prefill, budget)
      let blocks = batch.blocks(chunk)
      guard blocks <= freeBlocks else {
        notePassed(before: base[i].key, base)
        return
      }
      lastKey = base[i].key
      let adapter = Int(base[i].adapter)
      freeBlocks &-= blocks
      budget &-= chunk
      prompt &+= chunk
      line.remove(entry, inBatch: inBatch[adapter] > 0, base)
      batch.admit(entry, in: base)
      if base[i].generated == 0 { noteWait(of: adapter, seconds: clock - base[i].arrivalSeconds) }
      notePrompt(of: adapter, tokens: chunk)
      if countIn(adapter) {
        adaptersInBatch &+= 1
        slots.enter(adapter, step: step)
        line.enterBatch(adapter, base)
      }
      try slots.use(adapter, timeSeconds: clock)
      if chunk == prefill {
        complete(entry)
      } else {
        base[i].computed = Int32(chunk)
        batch.chunked = entry
      }
      decisions?.append(TwinDecision(step: step, kind: .admitted, request: Int(base[i].number)))
    }
    if let lastKey { notePassed(before: lastKey, base) }
  }

  /// Counts the requests that the scan skipped before its end: none while a new adapter would have a slot.
  private mutating func notePassed(before key: Int, _ base: UnsafeMutablePointer<Entry>) {
    guard adaptersInBatch >= settings.slots, settings.slots < adapterCount else { return }
    passedOver = key == .max ? line.count : line.count(before: key, base)
  }

  /// The request at which a scan of the queue would stop; −1 if there is none.
  private mutating func nextInLine(_ base: UnsafeMutablePointer<Entry>) throws(Fault) -> Int32 {
    let isFull = adaptersInBatch >= settings.slots
    if scheduler != nil { return try chosen(isFull: isFull, base) }
    return isFull && settings.slots < adapterCount ? line.firstOfBatch(base) : line.first
  }

  private mutating func chosen(isFull: Bool, _ base: UnsafeMutablePointer<Entry>) throws(Fault) -> Int32 {
    heads.removeAll(keepingCapacity: true)
    for adapter in 0..<adapterCount where line.first(of: adapter) >= 0 && (!isFull || inBatch[adapter] > 0) {
      let entry = base[Int(line.first(of: adapter))]
      heads.append(
        WaitingHead(
          adapter: AdapterID(adapter), place: entry.key, arrivalSeconds: entry.arrivalSeconds,
          waiting: Int(line.counts[adapter]), running: Int(inBatch[adapter]), tokens: Int(entry.prefillTokens),
          isResident: slots.contains(adapter)))
    }
    guard !heads.isEmpty, let adapter = try scheduler?.choose(among: heads, timeSeconds: clock) else { return -1 }
    guard heads.contains(where: { $0.adapter == adapter }) else {
      throw Messages.choseNoHead(adapter, among: heads.map(\.adapter))
    }
    return line.first(of: adapter.index)
  }

  /// The last request of an adapter left the batch.
  mutating func leaveBatch(_ adapter: Int, lastStep: Int) throws(Fault) {
    adaptersInBatch &-= 1
    line.leaveBatch(adapter)
    try slots.leave(adapter, lastStep: lastStep)
  }

  private mutating func noteWait(of adapter: Int, seconds: Double) {
    if seconds > tally.adapters[adapter].longestWaitSeconds { tally.adapters[adapter].longestWaitSeconds = seconds }
  }

  /// Closes the gauges, and counts the waits of requests that never had a step.
  mutating func close() {
    gauges.finish(counters)
    for adapter in 0..<adapterCount {
      let first = line.first(of: adapter)
      guard first >= 0, pool.base[Int(first)].generated == 0 else { continue }
      noteWait(of: adapter, seconds: clock - pool.base[Int(first)].arrivalSeconds)
    }
  }
}

/// Requests that clients have not sent yet, because of the open limit: first come, first served.
struct OutsideLine {
  private var requests: [TwinRequest] = []
  private var head = 0

  var count: Int { requests.count - head }

  mutating func append(_ request: TwinRequest) { requests.append(request) }

  mutating func takeFirst() -> TwinRequest {
    defer {
      head += 1
      if head > 4096, 2 * head > requests.count {
        requests.removeFirst(head)
        head = 0
      }
    }
    return requests[head]
  }
}
