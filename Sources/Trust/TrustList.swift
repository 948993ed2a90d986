import Core
import System

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
    Environment.value(name).map { RawPath($0) }.flatMap { $0.bytes.first == RawPath.slash ? $0 : nil }
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
  public func standing(of file: File) throws(Fault) -> Standing {
    let entries = try self.entries()
    guard !entries.isEmpty, let path = RawPath(of: file), let status = try? file.status(), status.kind == .file
    else { return .unlisted }
    let holders = entries.filter { $0.isFolder ? $0.isAbove(path) : $0 == path && status.owner == Environment.user }
    // The innermost, below which the fewest folders lie.
    guard let entry = holders.max(by: { $0.bytes.count < $1.bytes.count }) else { return .unlisted }
    if status.isOpenToAll { return .openToAll(path) }
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

  /// Trusts a single file from now on.
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

  /// Removes a folder or file from the list, even where it is gone or a symbolic link stands there now; or a line that is
  /// no path, as it is written. Returns its path.
  public func remove(_ typed: RawPath) throws(Fault) -> RawPath {
    var path = (try? typed.canonical()) ?? typed.absolute
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
  /// Whether a line stands for all in a folder.
  public var isFolder: Bool { bytes.last == RawPath.slash }

  /// Whether there is something there now.
  public var exists: Bool { (try? FileStatus(of: text)) != nil }

  /// Whether a folder's line holds a canonical path.
  fileprivate func isAbove(_ path: RawPath) -> Bool {
    path.bytes.count > bytes.count && path.bytes.starts(with: bytes)
  }

  /// The first folder from this one to a path in it that everybody may write, or of which the system says nothing; nil
  /// where there is none, as in front of a file's own line.
  fileprivate func folderOpenToAll(onTheWayTo path: RawPath) -> RawPath? {
    for end in bytes.count - 1..<path.bytes.count where path.bytes[end] == RawPath.slash {
      let folder = RawPath(Array(path.bytes[..<end]))
      guard let status = try? FileStatus(of: folder.text), !status.isOpenToAll else { return folder }
    }
    return nil
  }

  /// An absolute path of what is not there, without slashes at its end.
  fileprivate var absolute: RawPath {
    var path = self
    if bytes.first != RawPath.slash, let here = try? RawPath(".").canonical() {
      path.bytes = here.bytes + [RawPath.slash] + bytes
    }
    while path.bytes.count > 1, path.bytes.last == RawPath.slash { path.bytes.removeLast() }
    return path
  }
}
