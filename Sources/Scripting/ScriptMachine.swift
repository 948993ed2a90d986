import CLuaHost
import Core
import System

/// A Lua machine with one policy in it; used by one task at a time.
final class ScriptMachine {
  let vm: OpaquePointer
  let engines = ScriptEngines()
  let path: String
  let isStrict: Bool

  /// Opens a machine and runs the file.
  init(_ text: [UInt8], path: String, limits: ScriptLimits) throws(Fault) {
    self.path = path
    isStrict = limits.budgetInstructions != nil
    guard let vm = lh_create(limits.raw, answerScript, Unmanaged.passUnretained(engines).toOpaque()) else {
      throw Messages.noMemory
    }
    self.vm = vm
    let status = text.withUnsafeBytes { lh_load(vm, $0.baseAddress?.assumingMemoryBound(to: CChar.self), text.count) }
    try check(status)
  }

  deinit { lh_close(vm) }

  /// The policy's table as JSON.
  func card() throws(Fault) -> [UInt8] {
    var json: UnsafePointer<CChar>?
    var count = 0
    try check(lh_card(vm, &json, &count))
    return Array(UnsafeRawBufferPointer(start: json, count: count))
  }

  static let verbs = ["start", "route", "learn", "used", "admit", "victim", "plan", "choose", "send"]

  var verbNames: [String] {
    let bits = lh_verbs(vm)
    return Self.verbs.indices.filter { bits >> UInt32($0) & 1 != 0 }.map { Self.verbs[$0] }
  }

  func has(_ verb: lh_verb) -> Bool { lh_verbs(vm) >> verb.rawValue & 1 != 0 }

  /// Throws the fault of a call, if it failed.
  @inline(__always)
  func check(_ status: lh_status, at step: Step? = nil) throws(Fault) {
    if status != .ok { throw fault(status, at: step) }
  }

  @inline(never)
  func fault(_ status: lh_status, at step: Step? = nil) -> Fault {
    let kind: Fault.Kind =
      switch status {
      case .ok, .error: .error
      case .syntax: .syntax
      case .memory: .memory
      case .budget: .budget
      case .cpu: .cpu
      case .wrong: .answer
      }
    let line = lh_line(vm)
    let reason = Messages.readable(String(rawCString: lh_message(vm)))
    var fault = Fault(
      reason, place: .init(file: path, line: line > 0 ? Int(line) : nil),
      at: step.map { "step \($0)" }, fix: Messages.fix(kind, of: reason), kind: kind)
    let calls = String(rawCString: lh_traceback(vm))
    if calls.contains("\n") { fault.calls = calls.split(separator: "\n").map(String.init) }
    return fault
  }

  /// A fault of an answer that the host checked.
  func fault(of verb: lh_verb, _ text: (reason: String, fix: String), at step: Step) -> Fault {
    fault(of: verb, text, at: "step \(step)")
  }

  func fault(of verb: lh_verb, _ text: (reason: String, fix: String), at place: String) -> Fault {
    let line = lh_verb_line(vm, verb)
    return Fault(
      text.reason, place: .init(file: path, line: line > 0 ? Int(line) : nil), at: place, fix: text.fix,
      kind: .answer)
  }

  /// Throws the fault of a call of the twin, if it failed.
  @inline(__always)
  func check(_ status: lh_status, atSeconds seconds: Double) throws(Fault) {
    guard status != .ok else { return }
    var fault = fault(status)
    fault.at = placeInTwin(seconds: seconds)
    throw fault
  }
}
