import Core
import Glibc
import Reports

/// Results go to stdout, everything else to stderr.
enum Output {
  /// Writes the bytes of `text` and a newline to stdout. A closed pipe ends the command quietly, as done.
  static func line(_ text: String) { write(text + "\n", to: 1) }

  /// Writes `text` and a newline to stderr.
  static func note(_ text: String) { write(text + "\n", to: 2) }

  /// Writes all of `text`.
  static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if written < 0 {
          if errno == EINTR { continue }
          Glibc.exit(errno == EPIPE ? 0 : 2)
        }
        rest = UnsafeRawBufferPointer(rebasing: rest[written...])
      }
    }
  }
}

extension Table {
  /// Prints the lines to stdout.
  func show() { Output.line(lines.joined(separator: "\n")) }
}
