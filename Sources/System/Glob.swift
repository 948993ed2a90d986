import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Paths with `*`, `?` and `[…]`, as a shell expands them.
public enum Glob {
  public enum Trouble: Error {
    case noMatch
    /// More names than allowed had to be inspected.
    case tooWide
  }

  private static let namesLeft = Mutex(0)
  private static let turn = Mutex(())

  /// The files that match, in rising order of bytes.
  ///
  /// - Parameter namesLimit: the most names in folders that it may inspect: a pattern could walk the whole file system.
  public static func paths(_ pattern: String, namesLimit: Int) throws(Trouble) -> [String] {
    try turn.withLock { _ in Result { () throws(Trouble) in try expanded(pattern, namesLimit) } }.get()
  }

  private static func expanded(_ pattern: String, _ namesLimit: Int) throws(Trouble) -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    namesLeft.withLock { $0 = namesLimit }
    // Folders end after too many names.
    found.gl_opendir = { path in path.flatMap { UnsafeMutableRawPointer(opendir($0)) } }
    found.gl_readdir = { folder in
      let isLeft = Glob.namesLeft.withLock { left in
        left -= 1
        return left >= 0
      }
      guard let folder, isLeft else { return nil }
      return UnsafeMutableRawPointer(readdir(OpaquePointer(folder)))
    }
    found.gl_closedir = { if let folder = $0 { closedir(OpaquePointer(folder)) } }
    found.gl_stat = { Glob.facts(of: $0, into: $1, flags: 0) }
    found.gl_lstat = { Glob.facts(of: $0, into: $1, flags: AT_SYMLINK_NOFOLLOW) }
    let status = pattern.withRawCString { glob($0, GLOB_NOSORT | GLOB_ALTDIRFUNC, nil, &found) }
    guard namesLeft.withLock({ $0 >= 0 }) else { throw .tooWide }
    guard status == 0 else { throw .noMatch }
    return (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(rawCString: $0) } }
      .sorted { $0.rawBytes.lexicographicallyPrecedes($1.rawBytes) }
  }

  private static func facts(of path: UnsafePointer<CChar>?, into facts: UnsafeMutableRawPointer?, flags: Int32) -> Int32
  {
    guard let path, let facts else { return -1 }
    return fstatat(AT_FDCWD, path, facts.assumingMemoryBound(to: stat.self), flags)
  }
}
