import Core

/// A policy in a process of its own, asked over a socket: decides as it would here, and may crash without harm.
///
/// The host keeps the truth: the process is told what a policy may know and answers with adapters. `used` and `learn` are
/// told without waiting; a fault in one comes out of the next question, at the latest of the last step's.
public struct IsolatedPolicy: Policy {
  private let process: PolicyProcess
  private let lastStep: Step
  private var adapterCount: Int
  private var output = WireWriter()
  private var teller = ResidentTeller()
  public private(set) var nextPlan: Step = .never

  /// Notices are sent when they are that many bytes.
  private static let batchBytes = 1 << 15
  /// Of the answers that are no list.
  private static let shortAnswer = 1 << 16
  /// Of a description.
  private static let longAnswer = 1 << 20

  /// Starts the process and the policy in it.
  ///
  /// - Parameters:
  ///   - payload: what the other end makes the policy of.
  ///   - name: what faults speak of.
  /// - Throws: the policy's own fault, or what became of its process.
  public init(
    _ payload: [String], name: String, setting: Setting, isolation: Isolation
  ) throws(Fault) {
    process = try PolicyProcess(isolation, policy: name)
    adapterCount = setting.adapterCount
    lastStep = setting.horizon.map { $0 - 1 } ?? 0
    begin(.start)
    output.add(payload)
    output.add(setting)
    nextPlan = try ask { $0.int() }
  }

  /// Asks a process what its server tells of a policy, and ends it; nothing of the policy runs here.
  public static func describe(
    _ payload: [String], name: String, isolation: Isolation
  ) throws(Fault) -> [String] {
    var asker = try IsolatedPolicy(process: PolicyProcess(isolation, policy: name))
    asker.begin(.describe)
    asker.output.add(payload)
    return try asker.ask(limit: longAnswer) { $0.texts() }
  }

  private init(process: PolicyProcess) {
    self.process = process
    lastStep = 0
    adapterCount = 0
  }

  public mutating func route(_ request: Request, residents: ResidentView) throws(Fault) -> AdapterID {
    begin(.route)
    output.add(request)
    teller.tell(residents, to: &output)
    return try known(AdapterID(raw: ask { $0.int32() }))
  }

  public mutating func learn(_ outcome: Outcome) throws(Fault) {
    begin(.learn)
    output.add(outcome.request)
    output.add(outcome.adapter.raw)
    output.add(outcome.reward)
    output.add(outcome.hit)
    output.add(outcome.pagingCost)
    try notice(at: outcome.request.step)
  }

  public mutating func used(_ use: Use) throws(Fault) {
    begin(.used)
    output.add(use)
    try notice(at: use.step)
  }

  public mutating func admit(_ incoming: Use, among residents: ResidentView) throws(Fault) -> Bool {
    begin(.admit)
    output.add(incoming)
    teller.tell(residents, to: &output)
    return try ask { $0.flag() }
  }

  public mutating func victim(for incoming: Use, among residents: ResidentView) throws(Fault) -> AdapterID? {
    begin(.victim)
    output.add(incoming)
    teller.tell(residents, to: &output)
    let answer = try ask { $0.int32() }
    return answer == ReplayAnswer.nobody ? nil : try known(AdapterID(raw: answer))
  }

  public mutating func plan(at step: Step, residents: ResidentView) throws(Fault) -> [AdapterID]? {
    begin(.plan)
    output.add(step)
    teller.tell(residents, to: &output)
    let (isPlan, adapters, next) = try ask(limit: Self.shortAnswer + 16 * adapterCount) {
      ($0.flag(), $0.adapters(), $0.int())
    }
    nextPlan = next
    for adapter in adapters { _ = try known(adapter) }
    return isPlan ? adapters : nil
  }

  public mutating func grow(to adapterCount: Int) { self.adapterCount = max(self.adapterCount, adapterCount) }

  public mutating func replay(_ batch: ReplayBatch, in room: ReplayRoom) throws(Fault) {
    begin(.replay)
    output.add(adapterCount)
    output.add(batch.firstStep)
    output.add(batch.count)
    output.add(batch.ids, count: batch.count)
    output.add(batch.sizes != nil)
    if let sizes = batch.sizes { output.add(sizes, count: batch.count) }
    // An admission and a refusal for each request, and no more evictions than objects that came in before.
    let limit = Self.shortAnswer + 4 * (3 * batch.count + room.count)
    let (answers, fault) = try ask(limit: limit, extraSeconds: batch.count / 1000) { reader in
      (reader.list(ofItems: 4) { $0.int32() }, reader.flag() ? reader.fault() : nil)
    }
    var player = AnswerPlayer(answers: answers, fault: fault)
    try player.replayByVerbs(batch, in: room)
    if let fault { throw fault }
  }

  private mutating func begin(_ message: Message) {
    output.beginFrame()
    output.add(message.rawValue)
  }

  /// Ends a frame that needs no answer. In the last step, and where no step is known to be the last, it is waited for.
  private mutating func notice(at step: Step) throws(Fault) {
    output.endFrame()
    if step >= lastStep {
      begin(.settle)
      try ask { _ in }
    } else if output.bytes.count > Self.batchBytes {
      try flush()
    }
  }

  private mutating func flush() throws(Fault) {
    try process.send(output.bytes)
    output.clear()
  }

  /// Ends the frame, sends it and waits for its answer.
  private mutating func ask<Value>(
    limit: Int = shortAnswer, extraSeconds: Int = 0, _ read: (inout WireReader) -> Value
  ) throws(Fault) -> Value {
    output.endFrame()
    try flush()
    let frame = try process.frame(limit: limit, extraSeconds: extraSeconds)
    var reader = WireReader(frame)
    switch Answer(rawValue: reader.byte()) {
    case .done:
      let value = read(&reader)
      if reader.isWhole { return value }
    case .fault:
      let fault = reader.fault()
      if reader.isWhole { throw fault }
    case nil: break
    }
    throw process.nonsense()
  }

  /// The adapter, where there is such a one; a policy's own wrong answers are told by its own process.
  private func known(_ adapter: AdapterID) throws(Fault) -> AdapterID {
    guard (0..<adapterCount).contains(adapter.index) else { throw process.nonsense() }
    return adapter
  }
}
