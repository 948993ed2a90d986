import Core
import System

/// Reads a trace from wherever it lies.
public enum TraceLoader {
  /// Reads a folder of our own form, or a foreign file of requests whose form its name or its header tells.
  public static func load(path: String) throws(Fault) -> Trace {
    if try kind(of: path) == .folder { return try TraceFolder.read(path) }
    guard let format = try ImportFormat.detect(path) else { throw Messages.unknownForm(path) }
    return try Trace.importing(format, from: path).trace
  }

  private static func kind(of path: String) throws(Fault) -> FileStatus.Kind {
    do throws(SystemError) {
      return try FileStatus(of: path).kind
    } catch {
      throw Messages.cannotOpen(path, error)
    }
  }
}
