import Core
import System
import Traces

/// One reading of the trace for all engines.
struct ReplayPass {
  /// A policy at a capacity: its state, its resident set, its time.
  private struct Engine {
    let entrant: Replay.Entrant
    var evictor: any Evictor
    let room: ReplayRoom
    var cpuNanos = 0
  }

  private let replay: Replay
  private let unit: Replay.Unit
  private let nextUses: NextUses?
  private let allowsOtherSizes: Bool
  private var engines: [Engine] = []
  private var idCount = 0
  private var emptyObjects = 0
  private var requestBytes = 0

  /// - Parameter allowsOtherSizes: whether sizes other than 1 are allowed; if not, `run` stops at one.
  init(
    _ replay: Replay, _ unit: Replay.Unit, _ survey: IDSurvey?, _ nextUses: NextUses?, allowsOtherSizes: Bool
  ) throws(Fault) {
    self.replay = replay
    self.unit = unit
    self.nextUses = nextUses
    self.allowsOtherSizes = allowsOtherSizes
    let workingSet = (unit == .objects ? survey?.idCount : survey?.workingSetBytes) ?? 0
    for entrant in replay.entrants {
      for capacity in replay.capacities {
        let capacity = Capacity(capacity.amount(ofWorkingSet: workingSet), unit == .objects ? .slots : .bytes)
        let seed = replay.seed.derived("policy", replay.trace.name, entrant.cardName)
        let known = entrant.needsIDCount ? survey?.idCount ?? 0 : 0
        let evictor = try entrant.start(Setting(adapterCount: known, capacity: capacity, seed: seed))
        if evictor.nextPlan != .never { throw Messages.plansAreNotReplayed(entrant.name) }
        engines.append(Engine(entrant: entrant, evictor: evictor, room: ReplayRoom(capacity: capacity)))
      }
    }
  }

  /// Replays to the end; nil if a size other than 1 occurred and is not allowed.
  mutating func run(report: (IDStream) -> Void) throws(Fault) -> Replay.Result? {
    let fromFile = replay.needsFuture && nextUses == nil
    let stream = try replay.trace.stream(wantsSizes: allowsOtherSizes, wantsNextUses: fromFile)
    var check = NextUseCheck(file: replay.trace.file)
    while try stream.next() {
      if !allowsOtherSizes, !stream.columns.sizesAreAllOne {
        guard stream.canBeReadAgain else { throw Messages.unitOfPipe(replay.trace.file) }
        return nil
      }
      if fromFile { try check.check(stream.columns, idCount: stream.idCount) }
      try count(stream.columns)
      try replayBatch(stream)
      report(stream)
    }
    idCount = stream.idCount
    return Replay.Result(unit: unit, idCount: idCount, emptyObjects: emptyObjects, rows: engines.map(row))
  }

  /// Adds the batch's bytes, which must stay within 63 bits: no engine can then overflow, as it misses no more.
  private mutating func count(_ columns: IDColumns) throws(Fault) {
    if columns.sizesAreAllOne {
      requestBytes += columns.count
      return
    }
    for i in 0..<columns.count {
      let (sum, overflowed) = requestBytes.addingReportingOverflow(columns.sizes[i])
      if overflowed { throw Messages.sizesOverflow(replay.trace.file, columns.firstStep + i) }
      requestBytes = sum
      if columns.sizes[i] == 0 { emptyObjects += 1 }
    }
  }

  private mutating func replayBatch(_ stream: IDStream) throws(Fault) {
    let columns = stream.columns
    let sizes = columns.sizesAreAllOne ? nil : UnsafePointer(columns.sizes)
    let ahead = nextUses?.from(columns.firstStep) ?? (columns.wantsNextUses ? UnsafePointer(columns.nextUses) : nil)
    let isGrown = stream.idCount > idCount
    idCount = stream.idCount
    for i in engines.indices {
      let start = SystemClock.threadNanos
      if isGrown {
        engines[i].room.grow(to: idCount)
        engines[i].evictor.grow(to: idCount)
      }
      let batch = ReplayBatch(
        ids: columns.ids, sizes: sizes, nextUses: engines[i].entrant.needsFuture ? ahead : nil, count: columns.count,
        firstStep: columns.firstStep)
      do throws(Fault) {
        try engines[i].evictor.replay(batch, in: engines[i].room)
      } catch {
        throw placed(error, engines[i])
      }
      engines[i].cpuNanos += SystemClock.threadNanos - start
    }
  }

  /// Adds the replay to a policy's fault.
  private func placed(_ fault: Fault, _ engine: Engine) -> Fault {
    var fault = fault
    let run = "\(replay.trace.name) (\(engine.entrant.name), capacity \(engine.room.capacity.amount) \(unit.rawValue))"
    fault.at = fault.at.map { "\($0) of \(run)" } ?? run
    return fault
  }

  private func row(_ engine: Engine) -> Replay.Row {
    let room = engine.room
    return Replay.Row(
      policy: engine.entrant.name, capacity: room.capacity.amount, requests: room.requests, misses: room.misses,
      missBytes: room.missBytes, requestBytes: room.requestBytes, evictions: room.evictions, bypasses: room.bypasses,
      cpuSeconds: Double(engine.cpuNanos) / 1e9)
  }
}
