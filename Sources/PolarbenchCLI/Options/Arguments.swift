import System

/// The words that were typed after the command's name.
enum Arguments {
  /// With all bytes kept, even if a name is not UTF-8: `CommandLine.arguments` changes such names, so the file is not
  /// found.
  static let typed = Array(Environment.arguments.dropFirst())

  /// Whether they ask for JSON on stdout.
  static var askForJSON: Bool {
    !Set(typed).isDisjoint(with: ["--json", "--format=json"])
      || zip(typed, typed.dropFirst()).contains { $0 == ("--format", "json") }
  }
}
