import System

/// Words as a shell would have to be told.
public enum ShellWord {
  /// Words with a space between, each quoted where it needs to be.
  public static func joined(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

  /// A word that a shell reads as it is: plain, in single quotes, or, where a terminal would not show all of it, as
  /// `$'…'` with octal escapes, which bash, zsh, ksh and busybox read [POSIX.1-2024, 2.2.4].
  ///
  /// All of it is on one line and can be seen.
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

  /// A file or folder that no command takes for an option.
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
