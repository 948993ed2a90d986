import Core

/// Fixes for common Lua errors, from what beginners most often mean.
extension Messages {
  /// The reason without Lua's placeholder names.
  static func readable(_ reason: String) -> String {
    for nameless in [" (field '?')", " (field 'integer index')"] where reason.hasSuffix(nameless) {
      return String(reason.dropLast(nameless.count))
    }
    return reason
  }

  static func fix(_ kind: Fault.Kind, of reason: String) -> String? {
    switch kind {
    case .budget: "do less in one call, or plan the work over many"
    case .cpu: "do less in one call: look for a loop that does not end"
    case .memory: "keep less in the state"
    case .syntax: fix(reason, by: syntaxFixes)
    case .error: fix(reason, by: errorFixes)
    default: nil
    }
  }

  private static func fix(_ reason: String, by table: [(said: [String], fix: String)]) -> String? {
    table.first { row in row.said.allSatisfy { reason.contains($0) } }?.fix
  }

  private static let unset = "what was never written is nil: give it a first value, as in (t[key] or 0)"

  private static let errorFixes: [(said: [String], fix: String)] = [
    (["arithmetic on a nil value"], unset),
    (["attempt to compare", "nil"], unset),
    (["concatenate a nil value"], unset),
    (["the list has holes"], "give it an item at each place from 1 on; false can stand for nothing"),
    (["index a nil value"], "nothing of this name was ever written: look at its spelling, or make it in start()"),
    (
      ["call a nil value"],
      "there is no function of this name: look at its spelling; methods take a colon, as in residents:has(a)"
    ),
  ]

  private static let syntaxFixes: [(said: [String], fix: String)] = [
    (["too long to parse"], "nest functions less deeply, with fewer locals around them, and make chains shorter"),
    (["'then' expected near '='"], "to compare, write =="),
    (["near '!'"], "write ~= for 'not equal', and not for 'no'"),
    (["syntax error near '+'"], "there is no +=: write x = x + 1"),
    (["syntax error near '-'"], "there is no -=: write x = x - 1"),
    (["'end' expected"], "each function, if, for and while needs its own end; else if opens another, elseif does not"),
    (["'}' expected"], "put commas between the items of a table, and a } behind the last"),
  ]
}
