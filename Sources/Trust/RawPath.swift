import Core
import System

/// A path in the system's form: bytes that may not be UTF-8.
public struct RawPath: Equatable, Hashable, Sendable {
  public var bytes: [UInt8]

  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// A path as typed, or as written in a file.
  public init(_ text: String) { bytes = text.rawBytes }

  /// The absolute path of an open file, without symbolic links; nil if the system does not report it.
  init?(of file: File) {
    guard let path = file.path else { return nil }
    bytes = path.rawBytes
  }

  public var text: String { String(raw: bytes) }

  /// The absolute path without symbolic links, `..` and doubled slashes; an error if the file does not exist.
  func canonical() throws(SystemError) -> RawPath { RawPath(try FileSystem.canonical(text)) }

  /// The folder that contains it.
  var folder: RawPath { RawPath(Array(bytes[..<(bytes.lastIndex(of: RawPath.slash) ?? 0)])) }

  static func + (path: RawPath, suffix: String) -> RawPath { RawPath(path.bytes + suffix.utf8) }

  static let slash = UInt8(ascii: "/")
  static let lineBreak = UInt8(ascii: "\n")
}
