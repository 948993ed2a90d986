import Core
import Foundation

/// A folder of Lua files that is gone after `body`.
enum LuaFolder {
  /// Small evictors, by file name; each has the name of its card.
  @discardableResult
  static func with<Value>(_ cards: [String: String], _ body: (String) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (file, card) in cards { try Data(evictor(card).utf8).write(to: folder.appending(path: file)) }
    return try body(folder.path)
  }

  private static func evictor(_ card: String) -> String {
    """
    local P = { name = "\(card)", kind = "evictor", api = 1, parameters = { { name = "decay", default = 0.5 } } }
    function P.start() return {} end
    function P.victim(state, adapter, residents) return residents[1] end
    return P
    """
  }
}

/// The fault that `body` throws; nil where it throws none.
func fault(_ body: () throws -> Void) -> Fault? {
  do {
    try body()
    return nil
  } catch {
    return error as? Fault
  }
}
