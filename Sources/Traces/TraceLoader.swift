import Core
import System

/// Reads a trace from a folder or a file.
public enum TraceLoader {
  /// Reads a trace folder, or a file of requests in another format, detected from its name or its header.
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
