import Core

/// Answers `admit` and `victim` with the recorded answers of a policy's process for the same batch, in the same order.
/// The host replays the batch on its own state, which stays authoritative.
struct AnswerPlayer: Evictor {
  private let answers: [Int32]
  private let fault: Fault?
  private var next = 0

  /// - Parameter fault: the fault that ended the batch there, if any.
  init(answers: [Int32], fault: Fault?) {
    self.answers = answers
    self.fault = fault
  }

  mutating func admit(_ incoming: Use, among residents: ResidentView) throws(Fault) -> Bool {
    switch try answer() {
    case ReplayAnswer.yes: return true
    case ReplayAnswer.no: return false
    default: throw Messages.answersDoNotFit
    }
  }

  mutating func victim(for incoming: Use, among residents: ResidentView) throws(Fault) -> AdapterID? {
    let answer = try answer()
    if answer == ReplayAnswer.nobody { return nil }
    guard answer >= 0 else { throw Messages.answersDoNotFit }
    return AdapterID(raw: answer)
  }

  private mutating func answer() throws(Fault) -> Int32 {
    guard next < answers.count else { throw fault ?? Messages.answersDoNotFit }
    next += 1
    return answers[next - 1]
  }
}

/// Records the answers of an evictor while it replays a batch by its verbs.
struct AnswerRecorder: Evictor {
  var evictor: any Policy
  private(set) var answers: [Int32] = []

  init(_ evictor: any Policy) { self.evictor = evictor }

  mutating func used(_ use: Use) throws(Fault) { try evictor.used(use) }

  mutating func admit(_ incoming: Use, among residents: ResidentView) throws(Fault) -> Bool {
    let isYes = try evictor.admit(incoming, among: residents)
    answers.append(isYes ? ReplayAnswer.yes : ReplayAnswer.no)
    return isYes
  }

  mutating func victim(for incoming: Use, among residents: ResidentView) throws(Fault) -> AdapterID? {
    let leaver = try evictor.victim(for: incoming, among: residents)
    answers.append(leaver?.raw ?? ReplayAnswer.nobody)
    return leaver
  }
}
