import CLuaHost

/// What scripts find when they run.
public enum Sandbox {
  /// The interpreter's: `5.4.4`.
  public static var luaVersion: String { String(cString: lh_lua_version()) }

  /// Whether a script's CPU time is watched by a timer; else the clock is read every thousand instructions, which is
  /// slower by some percent.
  public static var hasTimer: Bool { lh_has_timer() }

  /// From now on this process ends with `status` where a script's instruction takes far longer than its CPU time: for a
  /// process that serves one script.
  public static func endProcessWhenStuck(status: Int32) { lh_end_stuck(status) }

  /// All names that a script can reach: `assert`, `math.floor`, `host.zeros`, `Vector:dot` (a method of vectors),
  /// `Request.step` (a field of requests).
  ///
  /// Read from the tables of a machine. A field that an object works out (`Rows.width`) is not among them.
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
