/// Words as a shell would have to be told.
public enum ShellWord {
  /// Words with a space between, each quoted where it needs to be.
  public static func joined(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

  /// A word that any POSIX shell reads as it is: in single quotes, unless all of it is plain.
  public static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || "+-_./=:,%@".utf8.contains($0)
      }
    return isPlain
      ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
