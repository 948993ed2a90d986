import Core
import System

/// A point in a run.
enum Moment {
  case step(Step)
  /// Seconds of the twin.
  case second(Double)

  var described: String {
    switch self {
    case .step(let step): "step \(step)"
    case .second(let seconds): placeInTwin(seconds: seconds)
    }
  }
}

/// The host's side of the protocol with a policy's process: sends requests and reads the answers.
///
/// Log lines and scores in an answer are reported before the answer is returned or thrown, as in-process.
struct Conversation {
  private let process: PolicyProcess
  private let name: String
  private var onLog: (@Sendable (Step, String) -> Void)?
  private var onScores: (@Sendable (Step, [Double]) -> Void)?
  var output = WireWriter()
  /// The point of the run at the current request, for the fault of a process that ends without an answer.
  var moment: Moment?
  /// Bytes of log lines so far, including line breaks.
  private var logBytes = 0

  /// Notices are sent when they have this many bytes.
  private static let batchBytes = 1 << 15
  /// The most bytes of an answer that is not a list.
  static let shortAnswer = 1 << 16
  /// The most bytes of a description.
  static let longAnswer = 1 << 20

  /// Starts the process.
  ///
  /// - Parameter name: the file's name, for faults.
  init(_ isolation: Isolation, name: String) throws(Fault) {
    process = try PolicyProcess(isolation, policy: name)
    self.name = name
  }

  /// Starts the process and writes the request `start`, without sending it.
  init(
    _ payload: [String], name: String, setting: Setting, isolation: Isolation
  ) throws(Fault) {
    try self.init(isolation, name: name)
    onLog = setting.onLog
    onScores = setting.onScores
    begin(.start)
    output.add(payload)
    output.add(setting)
    output.add(onLog != nil)
    output.add(onScores != nil)
  }

  mutating func begin(_ message: Message) {
    output.beginFrame()
    output.add(message.rawValue)
  }

  /// Ends a frame that needs no answer.
  ///
  /// - Parameter settles: whether to wait until the policy has processed it.
  mutating func notice(settles: Bool) throws(Fault) {
    output.endFrame()
    if settles {
      begin(.settle)
      try ask { _ in }
    } else if output.bytes.count > Self.batchBytes {
      try flush()
    }
  }

  private mutating func flush() throws(Fault) {
    do throws(Fault) { try process.send(output.bytes) } catch { throw placed(error) }
    output.clear()
  }

  private func frame(_ limit: Int, _ extraSeconds: Int) throws(Fault) -> UnsafeRawBufferPointer {
    do throws(Fault) {
      return try process.frame(limit: limit, extraSeconds: extraSeconds)
    } catch {
      throw placed(error)
    }
  }

  private func placed(_ fault: Fault) -> Fault {
    var fault = fault
    fault.at = fault.at ?? moment?.described
    return fault
  }

  /// Ends the frame, sends it and waits for its answer.
  mutating func ask<Value>(
    limit: Int = shortAnswer, extraSeconds: Int = 0, _ read: (inout WireReader) -> Value
  ) throws(Fault) -> Value {
    output.endFrame()
    try flush()
    let frame = try frame(limit + noteLimit, extraSeconds)
    var reader = WireReader(frame)
    let answer = Answer(rawValue: reader.byte())
    let notes = reader.list(ofItems: 13) { Self.note(&$0) }
    switch answer {
    case .done:
      let value = read(&reader)
      if reader.isWhole, report(notes) { return value }
    case .fault:
      let fault = reader.fault()
      if reader.isWhole, report(notes) { throw own(fault) }
    case .unfenced:
      // Not a policy's fault, so it has no kind; the message is the host's.
      let (layer, code) = (FenceLayer(rawValue: UInt32(truncatingIfNeeded: reader.int())), reader.int32())
      if reader.isWhole, notes.isEmpty, let layer { throw Messages.cannotFence(layer, SystemError(code: code)) }
    case nil: break
    }
    throw nonsense()
  }

  /// The fault of an answer that violates the protocol; ends the process.
  func nonsense() -> Fault { placed(process.nonsense()) }

  /// A fault from the process may only concern the policy's own file; the rest is not trusted.
  func own(_ fault: Fault) -> Fault {
    var fault = fault
    fault.place?.file = name
    fault.kind = fault.kind ?? .error
    fault.replay = nil
    return fault
  }

  // MARK: - Notes

  private enum Noted {
    case log(Step, String)
    case scores(Step, [Double])
  }

  private var noteLimit: Int {
    (onLog == nil ? 0 : NoteLimits.logBytes * (1 + NoteLimits.lineBytes))
      + (onScores == nil ? 0 : NoteLimits.scoreBytes)
  }

  private static func note(_ reader: inout WireReader) -> Noted? {
    switch Note(rawValue: reader.byte()) {
    case .log: .log(reader.int(), reader.text())
    case .scores: .scores(reader.int(), reader.numbers())
    case nil: nil
    }
  }

  /// Reports notes in order; false if one was not requested, or there are too many.
  private mutating func report(_ notes: [Noted?]) -> Bool {
    for note in notes {
      switch note {
      case .log(let step, let line):
        logBytes += line.utf8.count + 1
        guard let onLog, logBytes <= NoteLimits.logBytes else { return false }
        onLog(step, line)
      case .scores(let step, let scores):
        guard let onScores else { return false }
        onScores(step, scores)
      case nil: return false
      }
    }
    return true
  }
}
