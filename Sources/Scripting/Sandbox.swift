import CLuaHost

/// The environment of scripts.
public enum Sandbox {
  /// The interpreter's version: `5.4.4`.
  public static var luaVersion: String { String(cString: lh_lua_version()) }

  /// Whether a timer limits a script's CPU time; else the clock is read every thousand instructions, which is slower by
  /// a few percent.
  public static var hasTimer: Bool { lh_has_timer() }

  /// From now on this process exits with `status` if one instruction of a script takes far longer than the CPU-time
  /// limit: for a process that runs one script.
  public static func endProcessWhenStuck(status: Int32) { lh_end_stuck(status) }

  /// All names that a script can use: `assert`, `math.floor`, `host.zeros`, `Vector:dot` (a method of vectors),
  /// `Request.step` (a field of requests).
  ///
  /// Read from the tables of a machine. Computed fields of objects (`Rows.width`) are not included.
  public static func names() -> Set<String> {
    let engines = ScriptEngines()
    guard let vm = lh_create(ScriptLimits.fast.raw, answerScript, Unmanaged.passUnretained(engines).toOpaque()) else {
      return []
    }
    defer { lh_close(vm) }
    var text = [CChar](repeating: 0, count: 1 << 14)
    guard lh_offer(vm, &text, text.count) == .ok else { return [] }
    let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return Set(String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init))
  }
}
