import Core
import System

/// The child's side of an `IsolatedPolicy`: makes the policy and calls it, until the host ends the process.
public struct PolicyServer {
  /// The exit status of a process whose script is stuck in one instruction.
  public static let stuckStatus: Int32 = 97

  /// Makes the policy from the host's payload, its setting, and the parameters that override its card's defaults.
  public typealias Start = (
    _ payload: [String], _ setting: Setting, _ parameters: [(name: String, value: String)]
  ) throws(Fault) -> Served

  /// The object that is served: a policy, or one of the twin's hooks.
  public enum Served {
    case policy(any Policy)
    case scheduler(any Scheduler)
    case replicaRouter(any ReplicaRouter)
  }

  /// Describes the policy in the host's payload.
  public typealias Describe = (_ payload: [String]) throws(Fault) -> [String]

  private let start: Start
  private let describe: Describe
  private let channel: Channel
  private let limits: ProcessLimits
  private var output = WireWriter()
  private let notes = NoteBook()
  private var policy: (any Policy)?
  private var scheduler: (any Scheduler)?
  private var replicaRouter: (any ReplicaRouter)?
  private var residents = ResidentMirror(capacity: Capacity(0))
  private var room = ReplayRoom(capacity: Capacity(0))
  private var features: [Double] = []
  /// The fault of a notice; it is the answer to the next request.
  private var pending: Fault?
  /// A layer of the fence that does not hold here, and its errno: the answer to each request.
  private var gap: (layer: FenceLayer, code: Int32)?

  /// - Parameters:
  ///   - descriptor: the memory shared by the host; this server owns it.
  ///   - limits: entered before any part of the policy is read.
  /// - Returns: nil if it is not such memory.
  public init?(
    descriptor: Int32, limits: ProcessLimits, describe: @escaping Describe, start: @escaping Start
  ) {
    self.describe = describe
    // If the host ends, the kernel ends this process.
    let memory = File(descriptor: descriptor)
    guard let channel = Channel(memory, isHost: false, isPeerGone: { false }) else { return nil }
    self.channel = channel
    self.limits = limits
    self.start = start
  }

  /// Enters the limits, and serves until the host ends this process or sends an invalid message. If limits do not hold,
  /// this is the answer to the first request.
  public mutating func serve() {
    gap = limits.enter(host: channel.maker)
    while case .frame(let frame) = channel.next() {
      var reader = WireReader(frame)
      guard let message = Message(rawValue: reader.byte()) else { return }
      switch message {
      case .used, .learn:
        guard notice(message, &reader) else { return }
      default:
        output.clear()
        output.beginFrame()
        guard answer(message, &reader) else { return }
        output.endFrame()
        if channel.send(output.bytes) != nil { return }
      }
    }
  }

  /// Passes a notice to the policy; false if the bytes are invalid.
  private mutating func notice(_ message: Message, _ reader: inout WireReader) -> Bool {
    guard policy != nil else { return false }
    if pending != nil { return true }
    do throws(Fault) {
      if message == .used {
        let use = reader.use()
        guard reader.isWhole else { return false }
        try policy!.used(use)
      } else {
        let request = reader.request(features: &features)
        let adapter = reader.int32()
        let (reward, hit, cost) = (reader.number(), reader.flag(), reader.number())
        guard reader.isWhole else { return false }
        try features.withUnsafeBufferPointer { features throws(Fault) in
          try policy!.learn(
            Outcome(
              request: request.with(features), adapter: AdapterID(raw: adapter), reward: reward, hit: hit,
              pagingCost: cost))
        }
      }
    } catch {
      pending = error
    }
    return true
  }

  /// Writes the answer into `output`; false if the bytes are invalid.
  private mutating func answer(_ message: Message, _ reader: inout WireReader) -> Bool {
    if let gap {
      output.add(Answer.unfenced.rawValue)
      notes.take(into: &output)
      output.add(Int(gap.layer.rawValue))
      output.add(gap.code)
      return true
    }
    do throws(Fault) {
      if let pending { throw pending }
      switch message {
      case .describe: return try describe(&reader)
      case .start: return try start(&reader)
      case .choose: return try choose(&reader)
      case .send: return try send(&reader)
      default: return policy == nil ? false : try ask(message, &reader)
      }
    } catch {
      pending = error
      output.add(Answer.fault.rawValue)
      notes.take(into: &output)
      output.add(error)
      return true
    }
  }

  private mutating func describe(_ reader: inout WireReader) throws(Fault) -> Bool {
    let payload = reader.texts()
    guard reader.isWhole else { return false }
    let texts = try describe(payload)
    try done { $0.add(texts) }
    return true
  }

  private mutating func start(_ reader: inout WireReader) throws(Fault) -> Bool {
    let payload = reader.texts()
    var (setting, parameters) = reader.setting()
    let (hearsLog, hearsScores) = (reader.flag(), reader.flag())
    guard reader.isWhole else { return false }
    notes.listen(to: &setting, log: hearsLog, scores: hearsScores)
    residents = ResidentMirror(capacity: setting.capacity)
    room = ReplayRoom(capacity: setting.capacity)
    switch try start(payload, setting, parameters) {
    case .policy(let made): policy = made
    case .scheduler(let made): scheduler = made
    case .replicaRouter(let made): replicaRouter = made
    }
    let next = policy?.nextPlan ?? .never
    try done { $0.add(next) }
    return true
  }

  private mutating func ask(_ message: Message, _ reader: inout WireReader) throws(Fault) -> Bool {
    switch message {
    case .route:
      let request = reader.request(features: &features)
      let adapter = try features.withUnsafeBufferPointer { features throws(Fault) in
        try residents.withView(&reader) { view throws(Fault) in
          try policy!.route(request.with(features), residents: view)
        }
      }
      guard let adapter else { return false }
      try done { $0.add(adapter.raw) }
    case .admit:
      let use = reader.use()
      let isYes = try residents.withView(&reader) { view throws(Fault) in try policy!.admit(use, among: view) }
      guard let isYes else { return false }
      try done { $0.add(isYes) }
    case .victim:
      let use = reader.use()
      let leaver = try residents.withView(&reader) { view throws(Fault) in try policy!.victim(for: use, among: view) }
      guard let leaver else { return false }
      try done { $0.add(leaver?.raw ?? ReplayAnswer.nobody) }
    case .plan:
      let step = reader.int()
      let plan = try residents.withView(&reader) { view throws(Fault) in try policy!.plan(at: step, residents: view) }
      guard let plan else { return false }
      let next = policy!.nextPlan
      try done {
        $0.add(plan != nil)
        $0.add(plan ?? [])
        $0.add(next)
      }
    case .replay: return try replay(&reader)
    case .settle: try done { _ in }
    case .start, .used, .learn, .describe, .choose, .send: return false
    }
    return true
  }

  private mutating func replay(_ reader: inout WireReader) throws(Fault) -> Bool {
    let (adapterCount, firstStep, count) = (reader.int(), reader.int(), reader.int())
    let ids = reader.words(count: count, of: Int32.self)
    let sizes = reader.flag() ? reader.words(count: count, of: Int.self) : nil
    guard reader.isWhole else { return false }
    room.grow(to: adapterCount)
    policy!.grow(to: adapterCount)
    var recorder = AnswerRecorder(policy!)
    var fault: Fault?
    ids.withUnsafeBufferPointer { ids in
      (sizes ?? []).withUnsafeBufferPointer { named in
        let batch = ReplayBatch(
          ids: ids.baseAddress!, sizes: sizes == nil ? nil : named.baseAddress!, nextUses: nil, count: count,
          firstStep: firstStep)
        do throws(Fault) { try recorder.replayByVerbs(batch, in: room) } catch { fault = error }
      }
    }
    policy = recorder.evictor
    pending = fault
    try done {
      $0.addList(recorder.answers) { $0.add($1) }
      $0.add(fault != nil)
      if let fault { $0.add(fault) }
    }
    return true
  }

  private mutating func done(_ write: (inout WireWriter) -> Void) throws(Fault) {
    if notes.isTooLong { throw Messages.tooManyScores }
    output.add(Answer.done.rawValue)
    notes.take(into: &output)
    write(&output)
  }

  // MARK: - The twin's

  private mutating func choose(_ reader: inout WireReader) throws(Fault) -> Bool {
    let seconds = reader.number()
    let heads = reader.heads()
    guard scheduler != nil, reader.isWhole else { return false }
    let chosen = try scheduler!.choose(among: heads, timeSeconds: seconds)
    try done { $0.add(chosen?.raw ?? ReplayAnswer.nobody) }
    return true
  }

  private mutating func send(_ reader: inout WireReader) throws(Fault) -> Bool {
    let request = reader.request(features: &features)
    let replicas = reader.replicas()
    guard replicaRouter != nil, reader.isWhole else { return false }
    let capacity = residents.capacity
    let place = try features.withUnsafeBufferPointer { features throws(Fault) in
      try replicas.withViews(capacity: capacity) { views throws(Fault) in
        try replicaRouter!.send(request.with(features), among: views)
      }
    }
    try done { $0.add(place) }
    return true
  }
}
