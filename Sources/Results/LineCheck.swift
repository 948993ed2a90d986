import System

/// The check at the end of every line of a store: the first 16 hex digits of a SHA-256 over the tournament's settings
/// and the line.
///
/// A line is `{…,"check":"0123456789abcdef"}`; the check covers everything before `,"check"`.
package final class LineCheck {
  /// `,"check":"` 16 digits `"}`.
  static let suffixLength = 28
  private static let mark = Array(#","check":""#.utf8)

  private let hash = SHA256()
  private let settings: String

  /// - Parameter settings: the manifest's `settings_sha256`.
  package init(settings: String) { self.settings = settings }

  /// The line with its check, from an object's text that ends in `}`.
  package func sealed(_ object: String) -> [UInt8] {
    var line = Array(object.utf8.dropLast())
    let check = line.withUnsafeBytes { digits(of: $0) }
    line += Self.mark
    line += check
    line += [UInt8(ascii: "\""), UInt8(ascii: "}")]
    return line
  }

  /// Whether a line, without its newline, has the right check.
  func holds(_ line: UnsafeRawBufferPointer) -> Bool {
    guard line.count > Self.suffixLength else { return false }
    let body = UnsafeRawBufferPointer(rebasing: line[..<(line.count - Self.suffixLength)])
    let suffix = UnsafeRawBufferPointer(rebasing: line[(line.count - Self.suffixLength)...])
    return suffix.starts(with: Self.mark) && suffix.dropFirst(Self.mark.count).starts(with: digits(of: body))
      && suffix[Self.suffixLength - 2] == UInt8(ascii: "\"") && suffix[Self.suffixLength - 1] == UInt8(ascii: "}")
  }

  private func digits(of body: UnsafeRawBufferPointer) -> [UInt8] {
    hash.update(settings)
    hash.update(body)
    return Array(SHA256.hex(hash.finish()[..<8]).utf8)
  }
}
