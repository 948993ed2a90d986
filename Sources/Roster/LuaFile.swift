import Core
import Isolation
import Scripting
import System
import Trust

/// A Lua file, read once, and whether it runs in processes of its own.
public struct LuaFile: Sendable {
  /// As typed; faults name it.
  public let path: String
  public let text: [UInt8]
  public let limits: ScriptLimits
  public let fence: Fence
  /// How its process is started.
  private let service: Isolation?

  /// Whether it runs in processes of its own.
  public var isIsolated: Bool { fence != .down }

  /// Reads a file; runs nothing of it.
  public init(_ path: String, limits: ScriptLimits = .fast, _ fencing: Fencing) throws(Fault) {
    var fence = Fence.asked
    text = try Script.contents(of: path) { file, text in
      switch fencing.rule {
      case .untrusted: fence = Self.fence(file, text, fencing)
      case .all: fence = .asked
      case .none: fence = .down
      }
    }
    self.path = path
    self.limits = limits
    self.fence = fence
    service = fencing.service
    if fence != .down, service == nil { throw Messages.needsService(path) }
  }

  /// The other end's, which is in a process of its own already.
  init(_ path: String, text: [UInt8], limits: ScriptLimits) {
    self.path = path
    self.text = text
    self.limits = limits
    fence = .down
    service = nil
  }

  /// The table that the file answers: a policy's or a grid's.
  public func table() throws(Fault) -> Script.Table {
    guard isIsolated else { return try Script.table(of: text, path: path, limits: limits) }
    let texts = try describe(.table)
    guard let json = texts.first else { throw Messages.sentNoTable(path) }
    return Script.Table(json: PolicyService.bytes(of: json), verbs: Array(texts.dropFirst()))
  }

  /// What a process of its own answers; nothing of the file runs here.
  func describe(_ task: PolicyService.Task, _ words: [String] = [], extraSeconds: Int = 0) throws(Fault) -> [String] {
    try IsolatedPolicy.describe(
      PolicyService.payload(task, self, words), name: path, extraSeconds: extraSeconds, isolation: isolation())
  }

  func isolation() throws(Fault) -> Isolation {
    guard let service else { throw Messages.needsService(path) }
    return service
  }

  /// Whether the script may log: only then does the order of its lines among those of others matter.
  var mayLog: Bool {
    let word = Array("log".utf8)
    return text.indices.dropLast(2).contains {
      text[$0] == word[0] && text[$0 + 1] == word[1] && text[$0 + 2] == word[2]
    }
  }

  /// Whether a file is one of ours, or lies where the user trusts what lies there.
  private static func fence(_ file: File, _ text: [UInt8], _ fencing: Fencing) -> Fence {
    if ShippedFile.holds(text, below: "policies") { return .down }
    do throws(Fault) {
      switch try TrustList.ofUser()?.standing(of: file) {
      case .trusted: return .down
      case .openToAll(let path): return .openToAll(path.text)
      case .unlisted, nil: return .notTrusted
      }
    } catch {
      fencing.advise(error)
      return .notTrusted
    }
  }
}
