import Core
import Scripting
import Testing

extension ScriptLimits {
  /// As `fast`, but no test fails because a machine is slow.
  static let patient = ScriptLimits(cpuNanos: 10_000_000_000)
}

/// The result of a Lua expression: its values by `tostring`, separated by spaces, or the fault's text after "! ".
///
/// `lines` run before the expression. The values come out as the text of a fault: a file has no other way out.
func values(_ expression: String, after lines: String = "", limits: ScriptLimits = .patient) -> String {
  let text = """
    local function show(...) local t = table.pack(...) for i = 1, t.n do t[i] = tostring(t[i]) end \
    error("=" .. table.concat(t, " "), 0) end
    \(lines)
    show(\(expression))
    """
  do {
    _ = try Script(Array(text.utf8), path: "mine.lua", limits: limits)
    return "no fault"
  } catch {
    return error.reason.hasPrefix("=") ? String(error.reason.dropFirst()) : "! " + error.reason
  }
}

/// The fault of an evictor that is loaded, started, and asked for a victim: adapters 1 and 2 of 3 are resident.
func firstMiss(_ text: String) throws -> Fault {
  let fault = #expect(throws: Fault.self) {
    var policy = try script(text).start(Setting(adapterCount: 3, capacity: Capacity(2)))
    try policy.used(Use(adapter: AdapterID(0), step: 7, kind: .placed))
    let resident: [UInt64] = [0b011]
    try resident.withUnsafeBufferPointer { words throws(Fault) in
      let residents = ResidentView(
        resident: words.baseAddress!, held: nil, costs: nil, adapterCount: 3, count: 2, used: 2, capacity: Capacity(2))
      _ = try policy.victim(for: Use(adapter: AdapterID(2), step: 7, kind: .pageIn), among: residents)
    }
  }
  return try #require(fault)
}
