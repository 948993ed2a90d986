#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An error of the system, by its number.
public struct SystemError: Error, Equatable, Sendable {
  public let code: Int32

  public init(code: Int32) { self.code = code }

  /// The error of this thread's last failed call.
  public static var last: SystemError { SystemError(code: errno) }

  /// The system's error text, in the C locale.
  public var reason: String { String(cString: strerror(code)) }

  public static let exists = SystemError(code: EEXIST)
  public static let noSuchFile = SystemError(code: ENOENT)
  public static let notAFolder = SystemError(code: ENOTDIR)
  public static let isAFolder = SystemError(code: EISDIR)
}
