import Core
import Isolation
import Scripting

/// A Lua file that runs in processes of its own, one for each cell and one that is asked for its card: this program
/// again, as `serve-policy`.
struct IsolatedFile: Sendable {
  let path: String
  let text: [UInt8]
  let limits: ScriptLimits

  init(path: String, limits: ScriptLimits) throws(Fault) {
    self.path = path
    self.limits = limits
    text = try Script.contents(of: path)
  }

  /// What is sent to the process. Bytes travel as the characters of their numbers: a script need not be UTF-8.
  private var payload: [String] {
    [path, limits.budgetInstructions == nil ? "fast" : "strict", Self.characters(of: text)]
  }

  /// The other end's.
  init(_ payload: [String]) throws(Fault) {
    guard payload.count == 3 else { throw Fault("the host sent no policy") }
    path = payload[0]
    limits = payload[1] == "strict" ? .strict : .fast
    text = Self.bytes(of: payload[2])
  }

  /// The script as its process describes it.
  func script() throws(Fault) -> Script {
    let texts = try IsolatedPolicy.describe(payload, name: path, isolation: Self.isolation)
    guard let json = texts.first else { throw Fault("the process of \(path) told no card", kind: .crash) }
    return try Script(
      text, path: path, table: Script.Table(json: Self.bytes(of: json), verbs: Array(texts.dropFirst())))
  }

  func start(_ setting: Setting) throws(Fault) -> IsolatedPolicy {
    try IsolatedPolicy(payload, name: path, setting: setting, isolation: Self.isolation)
  }

  private static func texts(of table: Script.Table) -> [String] { [characters(of: table.json)] + table.verbs }

  /// The word that makes this program the other end.
  static let service = "serve-policy"

  private static let isolation = Isolation(program: "/proc/self/exe", arguments: [service])

  /// The other end: answers on standard input until the host hangs up.
  static func serve() {
    let limits = ProcessLimits()
    limits.enter()
    var server = PolicyServer(
      descriptor: 0, limits: limits,
      describe: { (payload: [String]) throws(Fault) -> [String] in
        let file = try IsolatedFile(payload)
        return texts(of: try Script.table(of: file.text, path: file.path, limits: file.limits))
      },
      start: { (payload, setting, parameters) throws(Fault) -> any Policy in
        let file = try IsolatedFile(payload)
        let script = try Script(file.text, path: file.path, limits: file.limits)
        var setting = setting
        setting.parameters = try Parameters(card: script.card, given: parameters)
        return try script.start(setting, limits: file.limits)
      })
    server.serve()
  }

  private static func characters(of bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: bytes.lazy.map { Unicode.Scalar($0) })
    return String(text)
  }

  private static func bytes(of text: String) -> [UInt8] {
    text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
  }
}
