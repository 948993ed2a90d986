import Core
import System
import Traces

/// SHA-256 of traces and files, for the manifest.
enum TraceDigest {
  /// Of all that a trace holds but its name and facts; numbers as they lie in memory, little-endian.
  static func hex(of trace: Trace) -> String {
    let hash = SHA256()
    hash.update("\(trace.requestCount) \(trace.dimension) \(trace.adapterCount)\n")
    for adapter in trace.adapters {
      hash.update(
        "\(adapter.name)\n\(adapter.sizeBytes) \(adapter.rank ?? -1) \(adapter.isPinned) \(adapter.startsIn)\n")
    }
    for numbers in [
      trace.contexts, trace.rewards, trace.meanUtilities, trace.pageInCosts, trace.timesSeconds,
    ] {
      hash.update("\(numbers.count)\n")
      numbers.withUnsafeBytes { hash.update($0) }
    }
    for numbers in [trace.asked, trace.promptTokens, trace.outputTokens, trace.groups] {
      hash.update("\(numbers.count)\n")
      numbers.withUnsafeBytes { hash.update($0) }
    }
    return hash.finishHex()
  }

  /// Of a file; of a folder as `(cd FOLDER && sha256sum *) | sha256sum` tells it in the C locale.
  static func hex(ofPath path: String) throws(Fault) -> String {
    let kind = try reading(path) { () throws(SystemError) in try FileStatus(of: path).kind }
    guard kind == .folder else { return try hex(ofFile: path) }
    var lines = ""
    for name in try plainFiles(in: path) { lines += "\(try hex(ofFile: path + "/" + name))  \(name)\n" }
    return SHA256.hex(of: lines)
  }

  private static func hex(ofFile path: String) throws(Fault) -> String {
    let hash = SHA256()
    let bytes = try FileBytes(path)
    let space = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { space.deallocate() }
    while true {
      let count = try bytes.read(into: space)
      if count == 0 { return hash.finishHex() }
      hash.update(UnsafeRawBufferPointer(rebasing: space[..<count]))
    }
  }

  /// Names that a shell's `*` would give, but for folders.
  private static func plainFiles(in folder: String) throws(Fault) -> [String] {
    try reading(folder) { () throws(SystemError) in try FileSystem.names(in: folder) }
      .filter { !$0.hasPrefix(".") && FileSystem.isPlainFile(folder + "/" + $0) }
  }

  private static func reading<Answer>(_ path: String, _ body: () throws(SystemError) -> Answer) throws(Fault) -> Answer
  {
    do throws(SystemError) {
      return try body()
    } catch {
      throw Messages.cannotRead(path, error.reason)
    }
  }
}
