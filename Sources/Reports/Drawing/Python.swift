import Core
import System

/// Where a Python with vl-convert may be.
enum Python {
  /// Paths of interpreters, the likeliest first: the one that `POLARBENCH_PYTHON` names alone, or the active virtual
  /// environment's, the one beside the program, the one on the PATH. All of them are whole paths: nothing in the folder at
  /// hand, nor in those above the program or a trace, is run.
  static func candidates() throws(Fault) -> [String] {
    if let named = Environment.value("POLARBENCH_PYTHON") {
      guard named.hasPrefix("/") else { throw Messages.relativePython(named) }
      return [named]
    }
    let active = Environment.value("VIRTUAL_ENV").flatMap { $0.hasPrefix("/") ? $0 + "/bin/python3" : nil }
    let own = Environment.ownProgram.flatMap { environment(beside: $0) }.map { $0 + "/bin/python3" }
    return [active, own, Environment.program("python3")].compactMap { $0 }.filter { FileSystem.isExecutable($0) }
  }

  /// The virtual environment of the program: `.venv` in its folder, or, where the program is the one that a checkout
  /// built, `CHECKOUT/.build/TRIPLE/CONFIGURATION/polarbench`, in the checkout. One that belongs neither to the user nor to
  /// root is passed over.
  static func environment(beside program: String) -> String? {
    let parts = program.split(separator: "/")
    let isBuilt = parts.count >= 4 && parts[parts.count - 4] == ".build"
    let path = "/" + parts.dropLast(isBuilt ? 4 : 1).map { $0 + "/" }.joined() + ".venv"
    guard let owner = (try? FileStatus(of: path))?.owner, [0, Environment.user].contains(owner) else { return nil }
    return path
  }
}
