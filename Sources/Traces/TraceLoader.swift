import Core
import Glibc

/// Reads a trace from wherever it lies.
public enum TraceLoader {
  /// Reads a folder of our own form, or a foreign file of requests whose form its name or its header tells.
  public static func load(path: String) throws(Fault) -> Trace {
    var facts = stat()
    guard stat(path, &facts) == 0 else { throw Messages.cannotOpen(path, systemError()) }
    if facts.st_mode & S_IFMT == S_IFDIR { return try TraceFolder.read(path) }
    guard let format = try ImportFormat.detect(path) else { throw Messages.unknownForm(path) }
    return try Trace.importing(format, from: path).trace
  }
}
