import CLuaHost
import Core

/// A Lua file that answers a table of plain values, run in the same fence as policies: a tournament's description.
public enum ScriptTable {
  /// The interpreter's: `5.4.4`.
  public static var luaVersion: String { String(cString: lh_lua_version()) }

  /// Runs the file and answers its table; functions in it become objects, and fields without a name are a fault.
  ///
  /// - Throws: a fault with the file and line: unreadable, no Lua, an error, or a limit that was passed.
  public static func load(_ path: String) throws(Fault) -> JSONValue {
    let machine = try ScriptMachine(try Script.contents(of: path), path: path, limits: .fast)
    return try JSONValue(parsing: machine.card(), file: path)
  }
}
