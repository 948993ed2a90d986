import Core
import Glibc

/// The folders and files whose Lua the user trusts: a file of the user's configuration with an absolute path a line. A
/// folder's line ends with a slash.
public struct TrustList: Sendable {
  public let file: RawPath

  public init(file: RawPath) { self.file = file }

  /// `polarbench/trusted` in the user's configuration: `$XDG_CONFIG_HOME`, or `.config` in `$HOME`.
  ///
  /// nil where neither is set to an absolute path.
  public static func ofUser() -> TrustList? {
    if let folder = variable("XDG_CONFIG_HOME") { return TrustList(file: folder + "/polarbench/trusted") }
    if let home = variable("HOME") { return TrustList(file: home + "/.config/polarbench/trusted") }
    return nil
  }

  /// Says that `ofUser` is nil.
  public static var noHome: Fault { Messages.noHome }

  private static func variable(_ name: String) -> RawPath? {
    guard let value = getenv(name), value.pointee == CChar(RawPath.slash) else { return nil }
    return RawPath(Array(UnsafeRawBufferPointer(start: value, count: strlen(value))))
  }

  /// How the list judges a file.
  public enum Standing: Equatable, Sendable {
    case trusted
    case unlisted
    /// It is listed, and not trusted: every user of the machine may write this file or folder.
    case openToAll(RawPath)
  }

  /// How an open file is judged: by its own line, or by that of a folder that holds it.
  ///
  /// It is judged by where it lies, whatever names and symbolic links led there. A file that everybody may write, or below
  /// a folder that everybody may write, is not trusted; nor is a single file that belongs to somebody else by now.
  ///
  /// - Throws: where the list itself cannot be trusted.
  public func standing(ofDescriptor descriptor: Int32) throws(Fault) -> Standing {
    let entries = try self.entries()
    var about = stat()
    guard !entries.isEmpty, let path = RawPath(ofDescriptor: descriptor), fstat(descriptor, &about) == 0,
      about.st_mode & S_IFMT == S_IFREG
    else { return .unlisted }
    let holders = entries.filter { $0.isFolder ? $0.isAbove(path) : $0 == path && about.st_uid == geteuid() }
    // The innermost, below which the fewest folders lie.
    guard let entry = holders.max(by: { $0.bytes.count < $1.bytes.count }) else { return .unlisted }
    if about.isOpenToAll { return .openToAll(path) }
    return entry.folderOpenToAll(onTheWayTo: path).map { .openToAll($0) } ?? .trusted
  }

  /// Folders and files, sorted by bytes; none where there is no such file.
  ///
  /// - Throws: a fault where it cannot be read, others may write it, or a line is no absolute path.
  public func entries() throws(Fault) -> [RawPath] {
    let lines = try self.lines()
    for (place, line) in lines.enumerated() where !line.bytes.isEmpty {
      guard line.bytes[0] == RawPath.slash, line.bytes.count > 1, !line.bytes.contains(0) else {
        throw Messages.noPath(file, line: place + 1, line)
      }
    }
    return Self.sorted(lines.filter { !$0.bytes.isEmpty })
  }

  /// The lines of the file, whatever they hold; none where there is no such file.
  private func lines() throws(Fault) -> [RawPath] {
    guard let bytes = try contents() else { return [] }
    return bytes.split(separator: RawPath.lineBreak, omittingEmptySubsequences: false).map { RawPath(Array($0)) }
  }

  /// Trusts a folder from now on; answers its path, and whether that is new.
  public func add(folder: RawPath) throws(Fault) -> (path: RawPath, isNew: Bool) {
    guard let path = folder.canonical else { throw Messages.unreadable(folder, systemError()) }
    var about = stat()
    guard path.withCString({ stat($0, &about) }) == 0 else { throw Messages.unreadable(folder, systemError()) }
    guard about.st_mode & S_IFMT == S_IFDIR else { throw Messages.isNoFolder(folder, path.folder) }
    guard path.bytes.count > 1 else { throw Messages.holdsAll }
    if about.isOpenToAll { throw Messages.openToAll(path) }
    return (path, try add(path + "/"))
  }

  /// Trusts a single file from now on.
  public func add(file: RawPath) throws(Fault) {
    guard let path = file.canonical else { throw Messages.unreadable(file, systemError()) }
    _ = try add(path)
  }

  private func add(_ entry: RawPath) throws(Fault) -> Bool {
    if entry.bytes.contains(RawPath.lineBreak) { throw Messages.hasLineBreak(entry) }
    return try change(entries) { entries in
      if entries.contains(entry) { return false }
      entries.append(entry)
      return true
    }
  }

  /// Removes a folder or file from the list, even where it is gone or a symbolic link stands there now; or a line that is
  /// no path, as it is written. Returns its path.
  public func remove(_ typed: RawPath) throws(Fault) -> RawPath {
    var path = typed.canonical ?? typed.absolute
    let isGone = try change(lines) { entries in
      // As the list has it, before where a link leads; before both a line that is no path.
      let candidates = [typed.absolute, path]
      for candidate in typed.bytes.first == RawPath.slash ? candidates : [typed] + candidates
      where entries.contains(where: { $0 == candidate || $0 == candidate + "/" }) {
        path = candidate
        entries.removeAll { $0 == candidate || $0 == candidate + "/" }
        return true
      }
      return false
    }
    guard isGone else {
      throw Messages.isNotTrusted(path, within: try entries().first { $0.isFolder && $0.isAbove(path) })
    }
    return path
  }

  /// Changes what the list holds where `change` answers that it did; one process at a time.
  private func change(
    _ held: () throws(Fault) -> [RawPath], _ change: (inout [RawPath]) -> Bool
  ) throws(Fault) -> Bool {
    let lock = try lock()
    defer { close(lock) }
    var entries = try held()
    guard change(&entries) else { return false }
    try write(Self.sorted(entries.filter { !$0.bytes.isEmpty }).flatMap { $0.bytes + [RawPath.lineBreak] })
    return true
  }

  private static func sorted(_ entries: [RawPath]) -> [RawPath] {
    entries.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
  }
}

extension RawPath {
  /// Whether a line stands for all in a folder.
  public var isFolder: Bool { bytes.last == RawPath.slash }

  /// Whether there is something there now.
  public var exists: Bool {
    var about = stat()
    return withCString { stat($0, &about) } == 0
  }

  /// Whether a folder's line holds a canonical path.
  fileprivate func isAbove(_ path: RawPath) -> Bool {
    path.bytes.count > bytes.count && path.bytes.starts(with: bytes)
  }

  /// The first folder from this one to a path in it that everybody may write, or of which the system says nothing; nil
  /// where there is none, as in front of a file's own line.
  fileprivate func folderOpenToAll(onTheWayTo path: RawPath) -> RawPath? {
    for end in bytes.count - 1..<path.bytes.count where path.bytes[end] == RawPath.slash {
      let folder = RawPath(Array(path.bytes[..<end]))
      var about = stat()
      guard folder.withCString({ stat($0, &about) }) == 0, !about.isOpenToAll else { return folder }
    }
    return nil
  }

  /// An absolute path of what is not there, without slashes at its end.
  fileprivate var absolute: RawPath {
    var path = self
    if bytes.first != RawPath.slash, let here = RawPath(".").canonical {
      path.bytes = here.bytes + [RawPath.slash] + bytes
    }
    while path.bytes.count > 1, path.bytes.last == RawPath.slash { path.bytes.removeLast() }
    return path
  }
}

extension stat {
  /// Whether everybody may write.
  fileprivate var isOpenToAll: Bool { st_mode & S_IWOTH != 0 }
}

/// What the system says of its last error.
func systemError() -> String { String(cString: strerror(errno)) }
