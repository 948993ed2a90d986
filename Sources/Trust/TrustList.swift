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

  /// Whether an open file is trusted: its own line is there, or that of a folder that holds it.
  ///
  /// It is judged by where it lies, whatever names and symbolic links led there. A file that everybody may write, or below
  /// a folder that everybody may write, is not trusted; nor is a single file that belongs to somebody else by now.
  ///
  /// - Throws: where the list itself cannot be trusted.
  public func covers(descriptor: Int32) throws(Fault) -> Bool {
    let entries = try self.entries()
    var about = stat()
    guard !entries.isEmpty, let path = RawPath(ofDescriptor: descriptor), fstat(descriptor, &about) == 0,
      about.st_mode & S_IFMT == S_IFREG, !about.isOpenToAll
    else { return false }
    return entries.contains { entry in
      entry.isFolder ? entry.holds(path) : entry == path && about.st_uid == geteuid()
    }
  }

  /// Folders and files, sorted by bytes; none where there is no such file.
  ///
  /// - Throws: a fault where it cannot be read, others may write it, or a line is no absolute path.
  public func entries() throws(Fault) -> [RawPath] {
    guard let bytes = try contents() else { return [] }
    var entries: [RawPath] = []
    for (place, line) in bytes.split(separator: RawPath.lineBreak, omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty {
      guard line[line.startIndex] == RawPath.slash, line.count > 1, !line.contains(0) else {
        throw Messages.noPath(file, line: place + 1, RawPath(Array(line)))
      }
      entries.append(RawPath(Array(line)))
    }
    return Self.sorted(entries)
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
    return try change { entries in
      if entries.contains(entry) { return false }
      entries.append(entry)
      return true
    }
  }

  /// Removes a folder or file from the list, even where it is gone or a symbolic link stands there now. Returns its path.
  public func remove(_ typed: RawPath) throws(Fault) -> RawPath {
    var path = typed.canonical ?? typed.absolute
    let isGone = try change { entries in
      // As the list has it, before where a link leads.
      for candidate in [typed.absolute, path]
      where entries.contains(where: { $0 == candidate || $0 == candidate + "/" }) {
        path = candidate
        entries.removeAll { $0 == candidate || $0 == candidate + "/" }
        return true
      }
      return false
    }
    guard isGone else {
      throw Messages.isNotTrusted(path, within: try entries().first { $0.isFolder && $0.holds(path) })
    }
    return path
  }

  /// Changes the list where `change` answers that it did; one process at a time.
  private func change(_ change: (inout [RawPath]) -> Bool) throws(Fault) -> Bool {
    let lock = try lock()
    defer { close(lock) }
    var entries = try self.entries()
    guard change(&entries) else { return false }
    try write(Self.sorted(entries).flatMap { $0.bytes + [RawPath.lineBreak] })
    return true
  }

  private static func sorted(_ entries: [RawPath]) -> [RawPath] {
    entries.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
  }
}

extension RawPath {
  /// Whether a line stands for all in a folder.
  public var isFolder: Bool { bytes.last == RawPath.slash }

  /// Whether a folder's line holds a canonical path, and no folder on the way can be written by everybody.
  fileprivate func holds(_ path: RawPath) -> Bool {
    guard path.bytes.count > bytes.count, path.bytes.starts(with: bytes) else { return false }
    for end in bytes.count - 1..<path.bytes.count where path.bytes[end] == RawPath.slash {
      var about = stat()
      guard RawPath(Array(path.bytes[..<end])).withCString({ stat($0, &about) }) == 0, !about.isOpenToAll else {
        return false
      }
    }
    return true
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
