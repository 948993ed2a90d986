import Core
import Isolation
import Scripting

/// This program as a Lua file's own process: what is sent to it, and its other end.
public enum PolicyService {
  /// The word that makes this program the other end.
  public static let word = "serve-policy"

  /// The running program, which calls `serve` where that word is its only argument.
  public static let ofThisProgram = Isolation(program: "/proc/self/exe", arguments: [word])

  /// What a process is to do with its file.
  enum Task: String {
    /// Answer the file's table: its JSON, then the verbs.
    case table
    /// Start the policy, and answer its verbs.
    case start
    /// Time the policy's verbs; then come parameters, name by value.
    case speeds
  }

  /// What is sent of a file. Bytes travel as the characters of their numbers: a script need not be UTF-8.
  static func payload(_ task: Task, _ file: LuaFile, _ words: [String] = []) -> [String] {
    let mode = file.limits.budgetInstructions == nil ? "fast" : "strict"
    return [task.rawValue, file.path, mode, characters(of: file.text)] + words
  }

  /// The other end: answers over the memory that is its standard input, until the host ends it.
  public static func serve() {
    Sandbox.endProcessWhenStuck(status: PolicyServer.stuckStatus)
    var server = PolicyServer(
      descriptor: 0, limits: ProcessLimits(),
      describe: { (payload: [String]) throws(Fault) -> [String] in
        let (task, file, words) = try read(payload)
        if task == .speeds { return try PolicyTimes(LuaPolicy(file), words).texts }
        let table = try file.table()
        return [characters(of: table.json)] + table.verbs
      },
      start: { (payload, setting, parameters) throws(Fault) -> PolicyServer.Served in
        let policy = try LuaPolicy(try read(payload).file)
        var setting = setting
        setting.parameters = try Parameters(card: policy.script.card, given: parameters)
        switch policy.script.card.kind {
        case .scheduler: return .scheduler(try policy.startScheduler(setting))
        case .replicaRouter: return .replicaRouter(try policy.startReplicaRouter(setting))
        case .router, .evictor, .joint, .bound: return .policy(try policy.start(setting))
        }
      })
    server?.serve()
  }

  private static func read(_ payload: [String]) throws(Fault) -> (task: Task, file: LuaFile, words: [String]) {
    guard payload.count >= 4, let task = Task(rawValue: payload[0]) else { throw Fault("the host sent no policy") }
    let limits = payload[2] == "strict" ? ScriptLimits.strict : .fast
    return (task, LuaFile(payload[1], text: bytes(of: payload[3]), limits: limits), Array(payload[4...]))
  }

  static func characters(of bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: bytes.lazy.map { Unicode.Scalar($0) })
    return String(text)
  }

  static func bytes(of text: String) -> [UInt8] {
    text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
  }
}
