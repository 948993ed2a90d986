import System

/// Words quoted for a shell.
public enum ShellWord {
  /// Words separated by spaces, each quoted if needed.
  public static func joined(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

  /// A word quoted so that a shell reads it unchanged: plain, in single quotes, or, if a terminal would not show all of
  /// it, as `$'…'` with octal escapes, which bash, zsh, ksh and busybox read [POSIX.1-2024, 2.2.4].
  ///
  /// The result is one line of visible characters.
  public static func quoted(_ word: String) -> String {
    if word.unicodeScalars.contains(where: \.isUnseen) { return "$'" + word.unicodeScalars.map(escaped).joined() + "'" }
    let isPlain =
      !word.isEmpty
      && word.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || "+-_./=:,%@".utf8.contains($0)
      }
    return isPlain
      ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  /// A path that no command reads as an option.
  public static func path(_ path: String) -> String { path.hasPrefix("-") ? "./" + path : path }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    if scalar == "'" || scalar == "\\" { return "\\" + String(scalar) }
    guard scalar.isUnseen else { return String(scalar) }
    return String(scalar).rawBytes.map { byte in
      let octal = String(byte, radix: 8)
      return "\\" + String(repeating: "0", count: 3 - octal.count) + octal
    }.joined()
  }
}
