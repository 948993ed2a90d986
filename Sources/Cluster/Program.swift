import Core
import Glibc

/// Another program, run to its end without a shell between.
public struct Program: Sendable {
  /// As a shell tells it: the exit code, or 128 and the signal.
  public let status: Int32
  public let output: String
  public let errors: String

  /// Runs the first word, looked for in the whole paths of the PATH, with the rest as they are.
  ///
  /// - Returns: nil where there is no such program.
  public static func run(_ words: [String]) throws(Fault) -> Program? {
    guard let program = programOnPath(words[0]) else { return nil }
    let output = try Capture()
    let errors = try Capture()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output.descriptor, 1)
    posix_spawn_file_actions_adddup2(&actions, errors.descriptor, 2)
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { $0.withRawCString { strdup($0) } } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    let failure = program.withRawCString { posix_spawn(&process, $0, &actions, nil, &arguments, environ) }
    guard failure == 0 else { throw Messages.cannotRun(words[0], String(cString: strerror(failure))) }
    var ending: Int32 = 0
    while waitpid(process, &ending, 0) < 0 {
      guard errno == EINTR else { throw Messages.cannotRun(words[0], String(cString: strerror(errno))) }
    }
    let signal = ending & 0x7f
    return Program(
      status: signal == 0 ? (ending >> 8) & 0xff : 128 + signal, output: try output.text(), errors: try errors.text())
  }
}

/// A nameless file that a program writes to: unlike a pipe, it is never full.
private final class Capture {
  let descriptor: Int32

  init() throws(Fault) {
    descriptor = unnamedFile()
    guard descriptor >= 0 else {
      throw Messages.noTemporaryFile(environmentValue("TMPDIR") ?? "/tmp", String(cString: strerror(errno)))
    }
  }

  deinit { close(descriptor) }

  func text() throws(Fault) -> String {
    var bytes = [UInt8](repeating: 0, count: Int(max(0, lseek(descriptor, 0, SEEK_END))))
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress! + done, $0.count - done, off_t(done))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      done += count
    }
    return String(raw: bytes[..<done])
  }
}
