import Core
import System

/// A policy in its own process: it makes the same decisions as in-process, and may crash without harm.
///
/// The host keeps the state: the process receives only the data that a policy may see, and answers with adapters.
/// `used` and `learn` are sent without waiting; a fault in one is thrown by the next request, at the latest in the last
/// step.
public struct IsolatedPolicy: Policy {
  private var conversation: Conversation
  private let verbs: Verbs
  private let settles: Bool
  private let lastStep: Step
  private var adapterCount: Int
  private var residentSender = ResidentSender()
  public private(set) var nextPlan: Step = .never

  /// The optional verbs that a policy has: the others are not called.
  public struct Verbs: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    public static let learn = Verbs(rawValue: 1)
    public static let used = Verbs(rawValue: 2)
    public static let admit = Verbs(rawValue: 4)
    public static let all: Verbs = [.learn, .used, .admit]
  }

  /// Starts the process and the policy in it.
  ///
  /// - Parameters:
  ///   - payload: the data from which the process makes the policy.
  ///   - name: the file's name, for faults.
  ///   - settles: whether to wait for each notice, so that its fault, log lines and scores come before anything else.
  /// - Throws: the policy's own fault, or a fault about its process.
  public init(
    _ payload: [String], name: String, setting: Setting, verbs: Verbs = .all, settles: Bool = false,
    isolation: Isolation
  ) throws(Fault) {
    conversation = try Conversation(payload, name: name, setting: setting, isolation: isolation)
    self.verbs = verbs
    self.settles = settles || setting.onScores != nil
    adapterCount = setting.adapterCount
    lastStep = setting.horizon.map { $0 - 1 } ?? 0
    nextPlan = try conversation.ask { $0.int() }
  }

  /// Asks a process to describe a policy, and ends it; none of the policy runs here.
  ///
  ///
  /// - Parameter extraSeconds: seconds that the answer may take beyond the usual time.
  public static func describe(
    _ payload: [String], name: String, extraSeconds: Int = 0, isolation: Isolation
  ) throws(Fault) -> [String] {
    var conversation = try Conversation(isolation, name: name)
    conversation.begin(.describe)
    conversation.output.add(payload)
    return try conversation.ask(limit: Conversation.longAnswer, extraSeconds: extraSeconds) { $0.texts() }
  }

  public mutating func route(_ request: Request, residents: ResidentView) throws(Fault) -> AdapterID {
    begin(.route, request.step)
    conversation.output.add(request)
    residentSender.send(residents, to: &conversation.output)
    return try known(AdapterID(raw: conversation.ask { $0.int32() }))
  }

  public mutating func learn(_ outcome: Outcome) throws(Fault) {
    guard verbs.contains(.learn) else { return }
    begin(.learn, outcome.request.step)
    conversation.output.add(outcome.request)
    conversation.output.add(outcome.adapter.raw)
    conversation.output.add(outcome.reward)
    conversation.output.add(outcome.hit)
    conversation.output.add(outcome.pagingCost)
    try conversation.notice(settles: settles || outcome.request.step >= lastStep)
  }

  public mutating func used(_ use: Use) throws(Fault) {
    guard verbs.contains(.used) else { return }
    begin(.used, use.step)
    conversation.output.add(use)
    // A fault of a placement must name the residents at that time, in the middle of a plan.
    try conversation.notice(settles: settles || use.kind == .placed || use.step >= lastStep)
  }

  public mutating func admit(_ incoming: Use, among residents: ResidentView) throws(Fault) -> Bool {
    // If the capacity is full, `victim` is called next and reports a fault in a notice.
    if !verbs.contains(.admit), residents.used >= residents.capacity.amount { return true }
    begin(.admit, incoming.step)
    conversation.output.add(incoming)
    residentSender.send(residents, to: &conversation.output)
    return try conversation.ask { $0.flag() }
  }

  public mutating func victim(for incoming: Use, among residents: ResidentView) throws(Fault) -> AdapterID? {
    begin(.victim, incoming.step)
    conversation.output.add(incoming)
    residentSender.send(residents, to: &conversation.output)
    let answer = try conversation.ask { $0.int32() }
    return answer == ReplayAnswer.nobody ? nil : try known(AdapterID(raw: answer))
  }

  public mutating func plan(at step: Step, residents: ResidentView) throws(Fault) -> [AdapterID]? {
    begin(.plan, step)
    conversation.output.add(step)
    residentSender.send(residents, to: &conversation.output)
    let (isPlan, adapters, next) = try conversation.ask(limit: Conversation.shortAnswer + 16 * adapterCount) {
      ($0.flag(), $0.adapters(), $0.int())
    }
    nextPlan = next
    for adapter in adapters { _ = try known(adapter) }
    return isPlan ? adapters : nil
  }

  public mutating func grow(to adapterCount: Int) { self.adapterCount = max(self.adapterCount, adapterCount) }

  /// Sends the batch in parts, the first ones short: with a slow policy, a part must not take longer than an answer
  /// may.
  public mutating func replay(_ batch: ReplayBatch, in room: ReplayRoom) throws(Fault) {
    var start = 0
    while start < batch.count {
      let count = min(partCount, batch.count - start)
      let before = SystemClock.seconds
      try replay(part: batch.part(from: start, count: count), in: room)
      let seconds = SystemClock.seconds - before
      if seconds < Self.shortPart { partCount = min(2 * partCount, Self.largestPart) }
      if seconds > 4 * Self.shortPart { partCount = max(partCount / 2, Self.smallestPart) }
      start += count
    }
  }

  private var partCount = smallestPart
  private static let smallestPart = 16
  private static let largestPart = 1 << 20
  /// Seconds.
  private static let shortPart = 0.25

  private mutating func replay(part batch: ReplayBatch, in room: ReplayRoom) throws(Fault) {
    conversation.moment = nil
    conversation.begin(.replay)
    conversation.output.add(adapterCount)
    conversation.output.add(batch.firstStep)
    conversation.output.add(batch.count)
    conversation.output.add(batch.ids, count: batch.count)
    conversation.output.add(batch.sizes != nil)
    if let sizes = batch.sizes { conversation.output.add(sizes, count: batch.count) }
    // One admission and one refusal per request, and at most as many evictions as earlier page-ins.
    let limit = Conversation.shortAnswer + 4 * (3 * batch.count + room.count)
    let (answers, reported) = try conversation.ask(limit: limit) { reader in
      (reader.list(ofItems: 4) { $0.int32() }, reader.flag() ? reader.fault() : nil)
    }
    let fault = reported.map(conversation.own)
    var player = AnswerPlayer(answers: answers, fault: fault)
    try player.replayByVerbs(batch, in: room)
    if let fault { throw fault }
  }

  private mutating func begin(_ message: Message, _ step: Step) {
    conversation.moment = .step(step)
    conversation.begin(message)
  }

  /// The adapter, checked to exist; the process itself reports wrong answers of its policy.
  private func known(_ adapter: AdapterID) throws(Fault) -> AdapterID {
    guard (0..<adapterCount).contains(adapter.index) else { throw conversation.nonsense() }
    return adapter
  }
}

extension ReplayBatch {
  /// A part of the batch.
  fileprivate func part(from start: Int, count: Int) -> ReplayBatch {
    ReplayBatch(
      ids: ids + start, sizes: sizes.map { $0 + start }, nextUses: nextUses.map { $0 + start }, count: count,
      firstStep: firstStep + start)
  }
}
