import Core
import Glibc
import Synchronization

/// Paths with `*`, `?` and `[…]`, as a shell expands them.
enum Glob {
  /// Names in folders that a pattern may look at.
  private static let namesLimit = 100_000
  private static let namesLeft = Mutex(0)

  /// Whether a path is a pattern.
  static func isPattern(_ path: String) -> Bool { path.utf8.contains { "*?[".utf8.contains($0) } }

  /// A path that matches itself alone.
  static func escaped(_ path: String) -> String {
    path.unicodeScalars.reduce(into: "") { $0 += "*?[\\".unicodeScalars.contains($1) ? "\\\($1)" : "\($1)" }
  }

  /// The files that match, in rising order of bytes; a path that is no pattern as it is.
  ///
  /// - Throws: a fault where none does.
  static func paths(_ pattern: String) throws(Fault) -> [String] {
    guard isPattern(pattern) else { return [pattern] }
    var found = glob_t()
    defer { globfree(&found) }
    // A pattern may walk the whole file system: folders end where too many names were looked at.
    namesLeft.withLock { $0 = namesLimit }
    found.gl_opendir = { path in path.flatMap { UnsafeMutableRawPointer(Glibc.opendir($0)) } }
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
    guard namesLeft.withLock({ $0 >= 0 }) else { throw CommandMessages.tooWidePattern(pattern, namesLimit) }
    guard status == 0 else { throw CommandMessages.noMatch(pattern) }
    return (0..<Int(found.gl_pathc)).map { String(rawCString: found.gl_pathv[$0]!) }
      .sorted { $0.rawBytes.lexicographicallyPrecedes($1.rawBytes) }
  }

  private static func facts(of path: UnsafePointer<CChar>?, into facts: UnsafeMutableRawPointer?, flags: Int32) -> Int32
  {
    guard let path, let facts else { return -1 }
    return fstatat(AT_FDCWD, path, facts.assumingMemoryBound(to: stat.self), flags)
  }

  /// The policies of a spelling whose files may be patterns: `linucb+policies/evictors/*.lua`.
  static func policies(_ text: String) throws(Fault) -> [String] {
    guard isPattern(text) else { return [text] }
    var all = [""]
    for (place, part) in try Spelling.joined(text).enumerated() {
      var spelled: [String] = []
      for path in try paths(part.name) {
        spelled.append(Spelling(name: path, arguments: part.arguments).described)
      }
      all = all.flatMap { start in spelled.map { place == 0 ? $0 : start + "+" + $0 } }
    }
    return all
  }
}
