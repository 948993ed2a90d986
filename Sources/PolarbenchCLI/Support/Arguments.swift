import Core

/// The words that were typed after the command's name.
enum Arguments {
  /// With every byte kept, also where a name is not UTF-8: `CommandLine.arguments` repairs them, and the file is not found.
  static let typed: [String] = (1..<max(1, Int(CommandLine.argc))).map {
    String(rawCString: CommandLine.unsafeArgv[$0]!)
  }
}
