import Core
import Isolation
import Results
import Scripting
import Synchronization
import System
import Trust

/// A Lua file, read once, and whether it runs in processes of its own.
struct LuaFile: Sendable {
  /// As typed; faults name it.
  let path: String
  let text: [UInt8]
  let limits: ScriptLimits
  let fence: Fence

  /// Whether it runs in processes of its own.
  var isIsolated: Bool { fence != .down }

  /// Reads a file; runs nothing of it.
  init(_ path: String, limits: ScriptLimits = .fast, _ fencing: Fencing) throws(Fault) {
    var fence = Fence.asked
    text = try Script.contents(of: path) { file, text in
      switch fencing {
      case .untrusted: fence = Self.fence(file, text)
      case .all: fence = .asked
      case .none: fence = .down
      }
    }
    self.path = path
    self.limits = limits
    self.fence = fence
  }

  /// The other end's, which is in a process of its own already.
  init(_ path: String, text: [UInt8], limits: ScriptLimits) {
    self.path = path
    self.text = text
    self.limits = limits
    fence = .down
  }

  /// The table that the file answers: a policy's or a grid's.
  func table() throws(Fault) -> Script.Table {
    guard isIsolated else { return try Script.table(of: text, path: path, limits: limits) }
    let texts = try describe(.table)
    guard let json = texts.first else { throw CommandMessages.toldNoTable(path) }
    return Script.Table(json: PolicyService.bytes(of: json), verbs: Array(texts.dropFirst()))
  }

  /// What a process of its own answers; nothing of the file runs here.
  func describe(_ task: PolicyService.Task, _ words: [String] = [], extraSeconds: Int = 0) throws(Fault) -> [String] {
    try IsolatedPolicy.describe(
      PolicyService.payload(task, self, words), name: path, extraSeconds: extraSeconds,
      isolation: PolicyService.isolation)
  }

  /// Says on standard error where it runs, if that is a process of its own that nobody asked for.
  func noteFence() {
    if isIsolated, fence != .asked { Output.note(CommandMessages.isNotTrusted(self)) }
  }

  /// Whether the script may log: only then does the order of its lines among those of others matter.
  var mayLog: Bool {
    let word = Array("log".utf8)
    return text.indices.dropLast(2).contains {
      text[$0] == word[0] && text[$0 + 1] == word[1] && text[$0 + 2] == word[2]
    }
  }

  /// Whether a file is one of ours, or lies where the user trusts what lies there.
  private static func fence(_ file: File, _ text: [UInt8]) -> Fence {
    if ShippedFile.holds(text, below: "policies") { return .down }
    do throws(Fault) {
      switch try TrustList.ofUser()?.standing(of: file) {
      case .trusted: return .down
      case .openToAll(let path): return .openToAll(path.text)
      case .unlisted, nil: return .notTrusted
      }
    } catch {
      if !hasWarned.exchange(true, ordering: .relaxed) { Output.fault(error, as: "advice: ") }
      return .notTrusted
    }
  }

  private static let hasWarned = Atomic(false)
}
