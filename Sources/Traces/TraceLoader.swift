import Core
import Glibc

/// Reads a trace from wherever it lies.
public enum TraceLoader {
  /// Reads a folder of our own form.
  public static func load(path: String) throws(Fault) -> Trace {
    var facts = stat()
    guard stat(path, &facts) == 0 else { throw Messages.cannotOpen(path, systemError()) }
    return try TraceFolder.read(path)
  }
}
