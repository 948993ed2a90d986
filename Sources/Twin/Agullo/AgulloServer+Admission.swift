extension AgulloServer {
  /// The decision of a scan on a request.
  enum Verdict {
    case admitted, passed, stops
  }

  /// Puts the last step's preempted requests at the head, and scans the queue if flags indicate that it may help.
  mutating func admit() {
    news.addedAdapter = false
    if !preempted.isEmpty {
      front.insert(contentsOf: rules.youngestFirst ? preempted : preempted.reversed(), at: 0)
      preempted.removeAll(keepingCapacity: true)
    }
    if mayScan { scan() }
  }

  private var mayScan: Bool {
    if news.preempted && !rules.admitsAfterPreemption { return false }
    if !rules.skipsScans { return line.count + front.count > 0 }
    return (news.hasArrivals && !flags.any) || (flags.memory && news.removedRequest)
      || (flags.tokens && batchTokens > 0)
      || (flags.adapters && !flags.memory && !flags.tokens && (news.removedAdapter || news.ofRunningAdapter))
  }

  private mutating func scan() {
    flags = Flags()
    if !scanFront() { return }
    var from = 0
    while true {
      guard let first = line.firstPlace(from: from, prompt: 1) else { return }
      var place = first
      if batchAdapters.count == twin.slots {
        let next = firstOfBatch()
        if let next { place = next }
        if next == nil || first < place {
          if stopsAmongPassed(from: first, to: next) { return }
          if next == nil { return }
        }
      }
      switch consider(Int32(place)) {
      case .admitted: line.remove(place, adapter: requests[place].adapter)
      case .passed: break
      case .stops: return
      }
      from = place + 1
    }
  }

  /// Scans the preempted requests; false if the scan ends there.
  private mutating func scanFront() -> Bool {
    guard !front.isEmpty else { return true }
    var kept = 0
    var goesOn = true
    for index in front.indices {
      let id = front[index]
      if goesOn {
        switch consider(id) {
        case .admitted: continue
        case .passed: goesOn = rules.miscounts || firstOfBatch() != nil || frontHasBatchAdapter(from: index + 1)
        case .stops: goesOn = false
        }
      }
      front[kept] = id
      kept += 1
    }
    front.removeSubrange(kept...)
    return goesOn
  }

  private func frontHasBatchAdapter(from index: Int) -> Bool {
    front[index...].contains { counts[Int(requests[Int($0)].adapter)] > 0 }
  }

  /// The first position of the queue whose adapter is in the batch.
  private func firstOfBatch() -> Int? {
    var least = Int.max
    for adapter in batchAdapters {
      if let place = line.first(of: adapter), place < least { least = place }
    }
    return least == .max ? nil : least
  }

  /// Whether the scan ends among requests without a slot: for lack of tokens at the first of them, or of memory at any.
  ///
  /// Memory is checked before the slot. If no later request can be admitted the published scan continues to the end.
  private mutating func stopsAmongPassed(from first: Int, to end: Int?) -> Bool {
    if !hasBudget() { return true }
    let left = AgulloTwin.blockTokens * (blocks - usedBlocks)
    let atLeast = Int32(clamping: max(1, left - Int(rules.extraToken) + 1))
    var place = first
    let last = end == nil && !rules.miscounts ? first + 1 : end ?? .max
    while let long = line.firstPlace(from: place, prompt: atLeast), long < last {
      if Int(chunk(ofPrompt: Int32(line.prompt(at: long)))) > left {
        flags.memory = true
        if long > first { flags.adapters = true }
        return true
      }
      place = long + 1
    }
    flags.adapters = true
    return false
  }

  private mutating func hasBudget() -> Bool {
    if batchTokens < twin.tokenBudget && !(rules.limitsSequences && running.count >= twin.maxSequences) { return true }
    flags.tokens = true
    return false
  }

  /// Tokens of the first chunk of a prompt in the rest of the budget.
  private func chunk(ofPrompt prompt: Int32) -> Int32 {
    let room = Int32(twin.tokenBudget - batchTokens)
    return prompt <= room ? prompt + rules.extraToken : room
  }

  /// Admits a request, skips it for lack of a slot, or ends the scan for lack of tokens or memory.
  private mutating func consider(_ id: Int32) -> Verdict {
    guard hasBudget() else { return .stops }
    let request = requests[Int(id)]
    let adapter = Int(request.adapter)
    let chunk = chunk(ofPrompt: request.promptLeft)
    let needed = Self.blocks(chunk)
    if usedBlocks + Int(needed) > blocks {
      flags.memory = true
      return .stops
    }
    if counts[adapter] == 0 {
      if batchAdapters.count == twin.slots {
        flags.adapters = true
        return .passed
      }
      batchAdapters.append(request.adapter)
      batchRanks += costlyRanks[adapter]
      news.addedAdapter = true
    }
    counts[adapter] += 1
    requests[Int(id)].chunk = chunk
    requests[Int(id)].blocks = needed
    usedBlocks += Int(needed)
    batchTokens += Int(chunk)
    prefilling += 1
    running.append(id)
    visits.append(0)
    return .admitted
  }

  /// Blocks for a number of tokens.
  @inline(__always)
  static func blocks(_ tokens: Int32) -> Int32 {
    (tokens + Int32(AgulloTwin.blockTokens - 1)) / Int32(AgulloTwin.blockTokens)
  }
}
