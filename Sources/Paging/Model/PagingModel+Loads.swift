import Core

extension PagingModel {
  /// A load as it was issued.
  struct Load {
    var untilSeconds: Double
    var cost: Double
  }

  /// ℓ_a from the adapter's current tier, without jitter.
  func latencySeconds(of adapter: AdapterID) -> Double {
    let latencies = configuration.latencies
    if let host, host.contains(adapter) { return latencies.fromHostSeconds.value(adapter) }
    return latencies.fromStorageSeconds.value(adapter) + firstReadSeconds(of: adapter)
  }

  private func firstReadSeconds(of adapter: AdapterID) -> Double {
    switch configuration.firstReads {
    case .never: 0
    case .eachAdapter:
      records[adapter.index].wasReadFromStorage ? 0 : configuration.latencies.firstReadSeconds.value(adapter)
    case .once: someReadFromStorage ? 0 : configuration.latencies.firstReadSeconds.value(adapter)
    }
  }

  /// Recomputes c_a after the adapter changed its tier or was read.
  func refreshCost(_ adapter: AdapterID) {
    costs[adapter.index] =
      configuration.pageInCosts?[adapter.index] ?? configuration.priceOfLatency * latencySeconds(of: adapter)
  }

  /// Issues the adapter's next load now: computes its latency, its cost and the delays it causes.
  ///
  /// `source` is as it was before the adapter entered the host tier.
  func issueLoad(_ adapter: AdapterID, from source: Source, at step: Step) throws(Fault) -> Load {
    let bytes = records[adapter.index].sizeBytes
    let factor = jitter.factor(of: adapter, load: records[adapter.index].loads)
    let seconds = source.latencySeconds * factor
    let begin: Double
    let end: Double
    switch configuration.loading {
    case .blocking:
      begin = clockSeconds
      end = begin + seconds
      totals.heldUpSeconds += seconds * Double(holds.pending)
      times.pointee.heldUpSeconds += seconds
      clockSeconds = end
    case .requestOnly:
      begin = clockSeconds
      end = begin + seconds
    case .overlapped(let bytesPerSecond):
      let transferSeconds = Double(bytes) / bytesPerSecond
      begin = max(clockSeconds, times.pointee.linkFreeSeconds)
      times.pointee.linkFreeSeconds = begin + transferSeconds
      end = begin + max(seconds, transferSeconds)
    }
    let load = Load(untilSeconds: end, cost: source.cost * factor)
    records[adapter.index].loads += 1
    records[adapter.index].loadSinceSeconds = begin
    records[adapter.index].loadUntilSeconds = end
    records[adapter.index].loadCost = load.cost
    // The only sum without a bound: it grows with the length of the trace.
    guard let moved = checkedSum([totals.gpu.bytesMoved, bytes]) else { throw Messages.tooMuchMoved(step) }
    totals.gpu.bytesMoved = moved
    if source.isStorage {
      noteRead(adapter)
      // At most the bytes moved by the GPU tier.
      totals.host?.bytesMoved += bytes
      totals.host?.stallSeconds +=
        max(0, source.latencySeconds - configuration.latencies.fromHostSeconds.value(adapter)) * factor
    }
    return load
  }

  private func noteRead(_ adapter: AdapterID) {
    let wasFirst = !someReadFromStorage
    someReadFromStorage = true
    records[adapter.index].wasReadFromStorage = true
    if configuration.firstReads == .once, wasFirst {
      for index in 0..<adapterCount { refreshCost(AdapterID(index)) }
    } else {
      refreshCost(adapter)
    }
  }

  /// The source of a load and its expected latency.
  struct Source {
    var isStorage: Bool
    var latencySeconds: Double
    var cost: Double
  }

  func source(of adapter: AdapterID) -> Source {
    Source(
      isStorage: !(host?.contains(adapter) ?? false), latencySeconds: latencySeconds(of: adapter),
      cost: costs[adapter.index])
  }

  // MARK: - The clock

  /// Moves the clock to an arrival and ends the holds that are due.
  func advance(to arrivalSeconds: Double?) {
    if let arrivalSeconds, arrivalSeconds > clockSeconds { clockSeconds = arrivalSeconds }
    if holds.nextEndSeconds + times.pointee.heldUpSeconds <= clockSeconds { releaseEnded() }
  }

  /// Moves the clock to the end of the next hold; false if there is none.
  func waitForRelease() -> Bool {
    guard holds.nextEndSeconds < .infinity else { return false }
    clockSeconds = max(clockSeconds, holds.nextEndSeconds + times.pointee.heldUpSeconds)
    releaseEnded()
    return true
  }

  private func releaseEnded() {
    let records = records
    // Ends the first hold in any case: adding and subtracting the delay may round to just before its end.
    let end = max(clockSeconds - times.pointee.heldUpSeconds, holds.nextEndSeconds)
    holds.release(untilSeconds: end) { records[$0.index].isPinned }
  }

  /// Holds an adapter until a time of the clock.
  func hold(_ adapter: AdapterID, untilSeconds: Double) {
    guard untilSeconds > clockSeconds else { return }
    holds.add(adapter, untilSeconds: untilSeconds - times.pointee.heldUpSeconds)
  }
}

extension [Double] {
  /// The adapter's entry; 0 if the list is empty.
  func value(_ adapter: AdapterID) -> Double { isEmpty ? 0 : self[adapter.index] }
}
