import Core
import Glibc

/// A program that is run to its end: text in, text out.
enum Subprocess {
  enum Status: Equatable {
    case exited(Int32)
    case signalled(Int32)
  }

  /// Runs `program`; what it says on stderr is dropped.
  ///
  /// Input and output are files without a name, so that neither side ever waits for the other.
  static func run(_ program: String, _ arguments: [String], input: [UInt8]) throws(Fault) -> (
    status: Status, output: [UInt8]
  ) {
    let stdin = try temporaryFile()
    let stdout = try temporaryFile()
    defer {
      close(stdin)
      close(stdout)
    }
    try write(input, to: stdin)
    lseek(stdin, 0, SEEK_SET)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, stdin, 0)
    posix_spawn_file_actions_adddup2(&actions, stdout, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var words = copies([program] + arguments)
    var environment = copies(environment())
    defer { for word in words + environment { free(word) } }
    var child = pid_t()
    let failure = program.withRawCString { posix_spawn(&child, $0, &actions, nil, &words, &environment) }
    guard failure == 0 else { return (.exited(127), []) }

    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { throw Messages.drawingFailed(program, String(cString: strerror(errno))) }
    }
    let signal = status & 0x7f
    return (signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal), contents(of: stdout))
  }

  private static func temporaryFile() throws(Fault) -> Int32 {
    let file = unnamedFile()
    guard file >= 0 else { throw Messages.drawingFailed("a temporary file", String(cString: strerror(errno))) }
    return file
  }

  /// Our environment without what would have Python or the loader take code from elsewhere.
  private static func environment() -> [String] {
    let libraries = environmentFolders("LD_LIBRARY_PATH")
    var words = libraries.isEmpty ? [] : ["LD_LIBRARY_PATH=" + libraries.joined(separator: ":")]
    var next = environ
    while let word = next.pointee {
      let text = String(rawCString: word)
      if !text.hasPrefix("PYTHON"), !text.hasPrefix("LD_LIBRARY_PATH=") { words.append(text) }
      next += 1
    }
    return words
  }

  private static func copies(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] {
    words.map { $0.withRawCString { strdup($0) } } + [nil]
  }

  private static func write(_ bytes: [UInt8], to file: Int32) throws(Fault) {
    var done = 0
    while done < bytes.count {
      let now = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress! + done, bytes.count - done) }
      if now < 0, errno == EINTR { continue }
      guard now > 0 else { throw Messages.drawingFailed("a temporary file", String(cString: strerror(errno))) }
      done += now
    }
  }

  private static func contents(of file: Int32) -> [UInt8] {
    let count = max(0, Int(lseek(file, 0, SEEK_END)))
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let now = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress! + done, count - done, off_t(done)) }
      guard now > 0 else { break }
      done += now
    }
    return Array(bytes.prefix(done))
  }
}
