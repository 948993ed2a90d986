import Core
import Glibc

/// A path as the system keeps it: bytes, which need not be UTF-8.
public struct RawPath: Equatable, Hashable, Sendable {
  public var bytes: [UInt8]

  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// A path as it was typed, or written in a file.
  public init(_ text: String) { bytes = text.rawBytes }

  /// The absolute path of an open file, without symbolic links; nil where the system does not say.
  public init?(ofDescriptor descriptor: Int32) {
    var target = [UInt8](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = readlink("/proc/self/fd/\(descriptor)", &target, target.count)
    guard count > 0, count <= PATH_MAX, target[0] == RawPath.slash else { return nil }
    bytes = Array(target[..<count])
  }

  public var text: String { String(raw: bytes) }

  /// The absolute path without symbolic links, `..` and doubled slashes; nil where there is no such file, with `errno`.
  public var canonical: RawPath? {
    guard let path = withCString({ realpath($0, nil) }) else { return nil }
    defer { free(path) }
    return RawPath(Array(UnsafeRawBufferPointer(start: path, count: strlen(path))))
  }

  /// The folder that it lies in.
  var folder: RawPath { RawPath(Array(bytes[..<(bytes.lastIndex(of: RawPath.slash) ?? 0)])) }

  static func + (path: RawPath, suffix: String) -> RawPath { RawPath(path.bytes + suffix.utf8) }

  func withCString<Value>(_ body: (UnsafePointer<CChar>) -> Value) -> Value {
    (bytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { body($0.baseAddress!) }
  }

  static let slash = UInt8(ascii: "/")
  static let lineBreak = UInt8(ascii: "\n")
}
