import Core
import System

/// Finds a Python with vl-convert.
enum Python {
  /// Paths of interpreters, the likeliest first: only the one in `POLARBENCH_PYTHON`, or the active virtual
  /// environment's, the one beside the program, the one on the PATH. All are absolute paths: nothing in the current
  /// folder, nor in the folders above the program or a trace, is run.
  static func candidates() throws(Fault) -> [String] {
    if let named = Environment.value("POLARBENCH_PYTHON") {
      guard named.hasPrefix("/") else { throw Messages.relativePython(named) }
      return [named]
    }
    let active = Environment.value("VIRTUAL_ENV").flatMap { $0.hasPrefix("/") ? $0 + "/bin/python3" : nil }
    let own = Environment.ownProgram.flatMap { environment(beside: $0) }.map { $0 + "/bin/python3" }
    return [active, own, Environment.program("python3")].compactMap { $0 }.filter { FileSystem.isExecutable($0) }
  }

  /// The virtual environment of the program: `.venv` in its folder, or, if the program was built in a checkout,
  /// `CHECKOUT/.build/TRIPLE/CONFIGURATION/polarbench`, in the checkout. One that belongs neither to the user nor to
  /// root is skipped.
  static func environment(beside program: String) -> String? {
    let parts = program.split(separator: "/")
    let isBuilt = parts.count >= 4 && parts[parts.count - 4] == ".build"
    let path = "/" + parts.dropLast(isBuilt ? 4 : 1).map { $0 + "/" }.joined() + ".venv"
    guard let owner = (try? FileStatus(of: path))?.owner, [0, Environment.user].contains(owner) else { return nil }
    return path
  }
}
