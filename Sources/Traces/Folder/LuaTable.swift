import Core

/// A Lua table literal without code: the format of `trace.lua`.
///
/// Accepted are comments, strings in single or double quotes with the usual escapes, numbers, `true`, `false`, and
/// tables of `name = value`, `["name"] = value` and bare values. Calls, arithmetic and long strings are refused, so
/// that a trace cannot run code.
public indirect enum LuaTable: Equatable, Sendable {
  case text(String)
  /// As written.
  case number(String)
  case flag(Bool)
  /// In the file's order; a bare value's name is its position, counted from 1.
  case table([Entry])

  public struct Entry: Equatable, Sendable {
    public var name: String
    public var value: LuaTable

    public init(_ name: String, _ value: LuaTable) {
      self.name = name
      self.value = value
    }
  }

  /// Reads `return { … }`, comments around it.
  public init(parsing bytes: [UInt8], file: String) throws(Fault) {
    var parser = LuaParser(bytes, file: file)
    self = try parser.chunk()
  }

  /// The leaves in order, names of inner tables joined by dots: `units.time`.
  public var leaves: [(name: String, value: String)] {
    switch self {
    case .text(let text): return [("", text)]
    case .number(let text): return [("", text)]
    case .flag(let flag): return [("", String(flag))]
    case .table(let entries):
      return entries.flatMap { entry in
        entry.value.leaves.map { ($0.name.isEmpty ? entry.name : entry.name + "." + $0.name, $0.value) }
      }
    }
  }

  /// A Lua string literal; control characters and quotes are escaped, so that it reads back the same.
  public static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        let code = String(scalar.value)
        out += "\\" + String(repeating: "0", count: 3 - code.count) + code
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
