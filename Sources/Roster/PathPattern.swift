import Core
import System

/// Paths with `*`, `?` and `[…]`, as a shell expands them.
public enum PathPattern {
  /// Names in folders that a pattern may look at.
  private static let namesLimit = 100_000

  /// Whether a path is a pattern.
  public static func isPattern(_ path: String) -> Bool { path.utf8.contains { "*?[".utf8.contains($0) } }

  /// A path that matches itself alone.
  public static func escaped(_ path: String) -> String {
    path.unicodeScalars.reduce(into: "") { $0 += "*?[\\".unicodeScalars.contains($1) ? "\\\($1)" : "\($1)" }
  }

  /// The files that match, in rising order of bytes; a path that is no pattern as it is.
  ///
  /// - Throws: a fault where none does.
  public static func paths(_ pattern: String) throws(Fault) -> [String] {
    guard isPattern(pattern) else { return [pattern] }
    do throws(Glob.Trouble) {
      return try Glob.paths(pattern, namesLimit: namesLimit)
    } catch {
      switch error {
      case .tooWide: throw Messages.tooWidePattern(pattern, namesLimit)
      case .noMatch: throw Messages.noMatch(pattern)
      }
    }
  }

  /// The policies of a spelling whose files may be patterns: `linucb+policies/evictors/*.lua`.
  public static func policies(_ text: String) throws(Fault) -> [String] {
    guard isPattern(text) else { return [text] }
    let typed = try PolicyText(text)
    var all = [typed.label.map { $0 + "=" } ?? ""]
    for (place, part) in typed.parts.enumerated() {
      var spelled: [String] = []
      for path in try paths(part.name) {
        spelled.append(Spelling(name: path, arguments: part.arguments).described)
      }
      all = all.flatMap { start in spelled.map { place == 0 ? $0 : start + "+" + $0 } }
    }
    return all
  }
}
