import Foundation

/// Files that are not trusted, and Lua code that crashes or blocks an interpreter.
enum Stranger {
  /// A list whose `#` is 2⁶³ − 1: keys n + 1, 2n, 4n … lead the search for its border that far.
  static func endlessList(_ count: Int) -> String {
    var keys = [count + 1]
    var key = 2 * count
    while key <= 1 << 62 {
      keys.append(key)
      if key == 1 << 62 { break }
      key *= 2
    }
    keys.append(.max)
    let values = Array(repeating: "1", count: count).joined(separator: ",")
    return "{" + values + "," + keys.map { "[\($0)]=1" }.joined(separator: ",") + "}"
  }

  /// A policy whose kind has these verbs, each a body that ends in an answer.
  static func policy(_ kind: String, _ verbs: [(String, String)], start: String = "") -> String {
    let functions = verbs.map { "function P.\($0.0)\n  \($0.1)\nend\n" }.joined()
    return "local P = { name = \"mine\", kind = \"\(kind)\", api = 1 }\n\(start)\n\(functions)return P\n"
  }

  /// Runs a command in a folder with these files.
  static func run(_ arguments: [String], _ files: [String: String]) throws -> Command.Outcome {
    try Command.inFolder { folder in
      for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
      for name in ["traces", "policies"] {
        try FileManager.default.createSymbolicLink(
          at: folder.appending(path: name), withDestinationURL: Command.repository.appending(path: name))
      }
      return try Command.run(program: Command.binary, arguments, in: folder, environment: [:])
    }
  }
}
