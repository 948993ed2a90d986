import Core
import Glibc

/// Paths with `*`, `?` and `[…]`, as a shell expands them.
enum Glob {
  /// Whether a path is a pattern.
  static func isPattern(_ path: String) -> Bool { path.utf8.contains { "*?[".utf8.contains($0) } }

  /// A path that matches itself alone.
  static func escaped(_ path: String) -> String {
    path.unicodeScalars.reduce(into: "") { $0 += "*?[\\".unicodeScalars.contains($1) ? "\\\($1)" : "\($1)" }
  }

  /// The files that match, in rising order of bytes; a path that is no pattern as it is.
  ///
  /// - Throws: a fault where none does.
  static func paths(_ pattern: String) throws(Fault) -> [String] {
    guard isPattern(pattern) else { return [pattern] }
    var found = glob_t()
    defer { globfree(&found) }
    guard pattern.withRawCString({ glob($0, GLOB_NOSORT, nil, &found) }) == 0 else {
      throw CommandMessages.noMatch(pattern)
    }
    return (0..<Int(found.gl_pathc)).map { String(rawCString: found.gl_pathv[$0]!) }
      .sorted { $0.rawBytes.lexicographicallyPrecedes($1.rawBytes) }
  }

  /// The policies of a spelling whose files may be patterns: `linucb+policies/evictors/*.lua`.
  static func policies(_ text: String) throws(Fault) -> [String] {
    guard isPattern(text) else { return [text] }
    var all = [""]
    for (place, part) in try Spelling.joined(text).enumerated() {
      var spelled: [String] = []
      for path in try paths(part.name) {
        spelled.append(Spelling(name: path, arguments: part.arguments).described)
      }
      all = all.flatMap { start in spelled.map { place == 0 ? $0 : start + "+" + $0 } }
    }
    return all
  }
}
