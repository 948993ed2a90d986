import Core
import System

/// The folders and files whose Lua the user trusts: a file of the user's configuration with one absolute path per line.
/// A folder's line ends with a slash.
public struct TrustList: Sendable {
  public let file: RawPath

  public init(file: RawPath) { self.file = file }

  /// `polarbench/trusted` in the user's configuration: `$XDG_CONFIG_HOME`, or `.config` in `$HOME`.
  ///
  /// nil if neither is set to an absolute path.
  public static func ofUser() -> TrustList? {
    if let folder = variable("XDG_CONFIG_HOME") { return TrustList(file: folder + "/polarbench/trusted") }
    if let home = variable("HOME") { return TrustList(file: home + "/.config/polarbench/trusted") }
    return nil
  }

  /// The fault if `ofUser` is nil.
  public static var noHome: Fault { Messages.noHome }

  private static func variable(_ name: String) -> RawPath? {
    Environment.value(name).map { RawPath($0) }.flatMap { $0.bytes.first == RawPath.slash ? $0 : nil }
  }

  /// The status of a file in the list.
  public enum Standing: Equatable, Sendable {
    case trusted
    case unlisted
    /// It is listed but not trusted: every user of the machine may write this file or folder.
    case openToAll(RawPath)
  }

  /// The status of an open file: by its own line, or by that of a folder that contains it.
  ///
  /// It depends on the file's real location, not on the names and symbolic links that led there. A file is not trusted
  /// if every user may write it, or a folder above it; nor is a single file that now belongs to another user.
  ///
  ///
  /// - Throws: if the list itself cannot be trusted.
  public func standing(of file: File) throws(Fault) -> Standing {
    let entries = try self.entries()
    guard !entries.isEmpty, let path = RawPath(of: file), let status = try? file.status(), status.kind == .file
    else { return .unlisted }
    let holders = entries.filter { $0.isFolder ? $0.isAbove(path) : $0 == path && status.owner == Environment.user }
    // The innermost one.
    guard let entry = holders.max(by: { $0.bytes.count < $1.bytes.count }) else { return .unlisted }
    if status.isOpenToAll { return .openToAll(path) }
    return entry.folderOpenToAll(onTheWayTo: path).map { .openToAll($0) } ?? .trusted
  }

  /// Folders and files, sorted by bytes; empty if the file does not exist.
  ///
  ///
  /// - Throws: a fault if it cannot be read, other users may write it, or a line is not an absolute path.
  public func entries() throws(Fault) -> [RawPath] {
    let lines = try self.lines()
    for (place, line) in lines.enumerated() where !line.bytes.isEmpty {
      guard line.bytes[0] == RawPath.slash, line.bytes.count > 1, !line.bytes.contains(0) else {
        throw Messages.noPath(file, line: place + 1, line)
      }
    }
    return Self.sorted(lines.filter { !$0.bytes.isEmpty })
  }

  /// The unchecked lines of the file; empty if the file does not exist.
  private func lines() throws(Fault) -> [RawPath] {
    guard let bytes = try contents() else { return [] }
    return bytes.split(separator: RawPath.lineBreak, omittingEmptySubsequences: false).map { RawPath(Array($0)) }
  }

  /// Adds a folder to the list; returns its path, and whether it is new.
  public func add(folder: RawPath) throws(Fault) -> (path: RawPath, isNew: Bool) {
    let path = try found(folder)
    let status: FileStatus
    do throws(SystemError) {
      status = try FileStatus(of: path.text)
    } catch {
      throw Messages.unreadable(folder, error.reason)
    }
    guard status.kind == .folder else { throw Messages.isNoFolder(folder, path.folder) }
    guard path.bytes.count > 1 else { throw Messages.holdsAll }
    if status.isOpenToAll { throw Messages.openToAll(path) }
    return (path, try add(path + "/"))
  }

  /// Adds a single file to the list.
  public func add(file: RawPath) throws(Fault) {
    _ = try add(try found(file))
  }

  private func found(_ path: RawPath) throws(Fault) -> RawPath {
    do throws(SystemError) {
      return try path.canonical()
    } catch {
      throw Messages.unreadable(path, error.reason)
    }
  }

  private func add(_ entry: RawPath) throws(Fault) -> Bool {
    if entry.bytes.contains(RawPath.lineBreak) { throw Messages.hasLineBreak(entry) }
    return try change(entries) { entries in
      if entries.contains(entry) { return false }
      entries.append(entry)
      return true
    }
  }

  /// Removes a folder or file from the list, even if it no longer exists or is now a symbolic link; or a line that is
  /// not a path, as written. Returns its path.
  public func remove(_ typed: RawPath) throws(Fault) -> RawPath {
    var path = (try? typed.canonical()) ?? typed.absolute
    let isGone = try change(lines) { entries in
      // Candidates in order: a line that is not a path, the path as listed, the target of a link.
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

  /// Writes the list if `change` returns that it changed it; one process at a time.
  private func change(
    _ held: () throws(Fault) -> [RawPath], _ change: (inout [RawPath]) -> Bool
  ) throws(Fault) -> Bool {
    let lock = try lock()
    defer { withExtendedLifetime(lock) {} }
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
  /// Whether a line is for all files in a folder.
  public var isFolder: Bool { bytes.last == RawPath.slash }

  /// Whether it exists now.
  public var exists: Bool { (try? FileStatus(of: text)) != nil }

  /// Whether a folder's line contains a canonical path.
  fileprivate func isAbove(_ path: RawPath) -> Bool {
    path.bytes.count > bytes.count && path.bytes.starts(with: bytes)
  }

  /// The first folder from this one to a path in it that every user may write, or whose status is unknown; nil if there
  /// is none, as for a file's own line.
  fileprivate func folderOpenToAll(onTheWayTo path: RawPath) -> RawPath? {
    for end in bytes.count - 1..<path.bytes.count where path.bytes[end] == RawPath.slash {
      let folder = RawPath(Array(path.bytes[..<end]))
      guard let status = try? FileStatus(of: folder.text), !status.isOpenToAll else { return folder }
    }
    return nil
  }

  /// The absolute path of a missing file, without trailing slashes.
  fileprivate var absolute: RawPath {
    var path = self
    if bytes.first != RawPath.slash, let here = try? RawPath(".").canonical() {
      path.bytes = here.bytes + [RawPath.slash] + bytes
    }
    while path.bytes.count > 1, path.bytes.last == RawPath.slash { path.bytes.removeLast() }
    return path
  }
}
