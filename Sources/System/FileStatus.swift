#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The system's record of a file: the fields that this package uses.
public struct FileStatus: Equatable, Sendable {
  public enum Kind: Sendable {
    case file, folder, pipe, other
  }

  /// The numbers of a file do not change while it exists.
  public struct Identity: Hashable, Sendable {
    public let device: UInt64
    public let number: UInt64
  }

  public let kind: Kind
  public let identity: Identity
  public let sizeBytes: Int
  /// The user id of its owner.
  public let owner: UInt32
  /// Permission bits, such as 0o644.
  public let permissions: UInt32
  /// The last change of its contents, in nanoseconds since 1970.
  public let modifiedNanos: Int

  init(_ facts: stat) {
    switch facts.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .folder
    case S_IFIFO: kind = .pipe
    default: kind = .other
    }
    identity = Identity(device: UInt64(truncatingIfNeeded: facts.st_dev), number: UInt64(facts.st_ino))
    sizeBytes = Int(facts.st_size)
    owner = facts.st_uid
    permissions = UInt32(facts.st_mode & 0o7777)
    #if canImport(Darwin)
      modifiedNanos = facts.st_mtimespec.tv_sec * 1_000_000_000 + facts.st_mtimespec.tv_nsec
    #else
      modifiedNanos = facts.st_mtim.tv_sec &* 1_000_000_000 &+ facts.st_mtim.tv_nsec
    #endif
  }

  /// The status of the file at a path, following symbolic links.
  public init(of path: String) throws(SystemError) {
    var facts = stat()
    guard path.withRawCString({ fstatat(AT_FDCWD, $0, &facts, 0) }) == 0 else { throw .last }
    self.init(facts)
  }

  /// Whether every user may write it.
  public var isOpenToAll: Bool { permissions & 0o002 != 0 }
  /// Whether users other than the owner may write it.
  public var isOpenToOthers: Bool { permissions & 0o022 != 0 }
}
