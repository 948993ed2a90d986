#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files and folders by their paths, whose bytes need not be UTF-8: see `String(raw:)`.
public enum FileSystem {
  /// Whether a path exists.
  public static func exists(_ path: String) -> Bool { path.withRawCString { access($0, F_OK) } == 0 }

  /// Whether a path is a regular file.
  public static func isPlainFile(_ path: String) -> Bool { kind(of: path) == .file }

  /// Whether a path is a folder.
  public static func isFolder(_ path: String) -> Bool { kind(of: path) == .folder }

  /// The kind of file at a path; nil if it does not exist.
  public static func kind(of path: String) -> FileStatus.Kind? { (try? FileStatus(of: path))?.kind }

  /// Whether this process may run a path as a program.
  public static func isExecutable(_ path: String) -> Bool { path.withRawCString { access($0, X_OK) } == 0 }

  /// The names in a folder in rising order of bytes, without `.` and `..`.
  public static func names(in folder: String) throws(SystemError) -> [String] {
    guard let stream = folder.withRawCString({ opendir($0) }) else { throw .last }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(raw: $0.prefix { $0 != 0 }) }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.rawBytes.lexicographicallyPrecedes($1.rawBytes) }
  }

  /// Creates a folder and its parents if needed; an existing folder is not an error.
  public static func makeFolder(_ path: String, permissions: UInt32 = 0o777) throws(SystemError) {
    let bytes = path.rawBytes
    let ends = bytes.indices.dropFirst().filter { bytes[$0] == UInt8(ascii: "/") } + [bytes.count]
    for end in ends {
      let folder = String(raw: bytes[..<end])
      let status = folder.withRawCString { mkdir($0, mode_t(permissions)) }
      let error = SystemError.last
      if status != 0, error != .exists, end == bytes.count || !exists(folder) { throw error }
    }
  }

  /// Removes a file, or a symbolic link.
  public static func remove(_ path: String) throws(SystemError) {
    guard path.withRawCString({ unlink($0) }) == 0 else { throw .last }
  }

  /// Renames a file atomically; an existing file with the new name is replaced.
  public static func rename(_ old: String, to new: String) throws(SystemError) {
    let status = old.withRawCString { old in new.withRawCString { systemRename(old, $0) } }
    guard status == 0 else { throw .last }
  }

  /// The absolute path without symbolic links, `..` and doubled slashes.
  public static func canonical(_ path: String) throws(SystemError) -> String {
    guard let found = path.withRawCString({ realpath($0, nil) }) else { throw .last }
    defer { free(found) }
    return String(rawCString: found)
  }

  /// The base of relative paths; `.` if the system does not report it.
  public static var workingFolder: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(rawCString: path)
  }
}

private func systemRename(_ old: UnsafePointer<CChar>, _ new: UnsafePointer<CChar>) -> Int32 { rename(old, new) }
