#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Another program, run to its end without a shell.
public struct Subprocess: Sendable {
  public enum Ending: Equatable, Sendable {
    case exited(Int32)
    case signalled(Int32)
  }

  public let ending: Ending
  public let output: [UInt8]
  public let errors: [UInt8]

  /// The exit code as a shell reports it: 128 plus the signal's number if a signal ended it.
  public var status: Int32 {
    switch ending {
    case .exited(let code): code
    case .signalled(let signal): 128 + signal
    }
  }

  /// Runs `program`, a path, and waits for its end.
  ///
  /// Its standard streams are files without a name: unlike pipes they are never full, so neither side waits for the
  /// other.
  ///
  /// - Parameters:
  ///   - arguments: after the program's name.
  ///   - environment: as `NAME=value`; nil for this process's environment.
  /// - Returns: a program that cannot be started ends with 127 or 126, as a shell reports it, and the reason in `errors`.
  /// - Throws: an error if a file without a name cannot be made.
  public static func run(
    _ program: String, _ arguments: [String], input: [UInt8] = [], environment: [String]? = nil
  ) throws(SystemError) -> Subprocess {
    let files = (input: try File.unnamed(), output: try File.unnamed(), errors: try File.unnamed())
    try files.input.write(input)
    try files.input.seek(to: 0)
    let process: pid_t
    do throws(SystemError) {
      process = try start(program, arguments, environment: environment, [files.input, files.output, files.errors])
    } catch {
      return Subprocess(ending: .exited(error == .noSuchFile ? 127 : 126), output: [], errors: Array(error.reason.utf8))
    }
    let ending = try wait(for: process)
    return Subprocess(ending: ending, output: try contents(files.output), errors: try contents(files.errors))
  }

  /// Starts `program` with these files as its standard input, output and errors; returns its process.
  static func start(
    _ program: String, _ arguments: [String], environment: [String]?, _ files: [File]
  ) throws(SystemError) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (place, file) in files.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, file.descriptor, Int32(place))
    }
    let words = CStrings([program] + arguments)
    let variables = environment.map { CStrings($0) }
    var process = pid_t()
    let code = program.withRawCString {
      posix_spawn(&process, $0, &actions, nil, words.pointers, variables?.pointers ?? environ)
    }
    guard code == 0 else { throw SystemError(code: code) }
    return process
  }

  /// Waits for the end of a child process.
  public static func wait(for process: Int32) throws(SystemError) -> Ending {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { if errno != EINTR { throw .last } }
    let signal = status & 0x7f
    return signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
  }

  /// Kills a child process, and waits for its end.
  ///
  /// - Returns: how it ended, which may have been earlier; nil if there is no such child.
  @discardableResult
  public static func end(_ process: Int32) -> Ending? {
    kill(process, SIGKILL)
    return try? wait(for: process)
  }

  private static func contents(_ file: File) throws(SystemError) -> [UInt8] {
    try file.seek(to: 0)
    return try file.rest(limit: .max) ?? []
  }

  /// Runs another program in this process, with the arguments after its name. Returns only on failure.
  public static func replace(by program: String, _ arguments: [String]) -> SystemError {
    let words = CStrings([program] + arguments)
    program.withRawCString { _ = execv($0, words.pointers) }
    return .last
  }
}

/// Words as C strings, ended by a null pointer.
public final class CStrings {
  public let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  public init(_ words: [String]) {
    count = words.count
    pointers = .allocate(capacity: count + 1)
    for (place, word) in words.enumerated() {
      (pointers + place).initialize(to: word.withRawCString { strdup($0) })
    }
    (pointers + count).initialize(to: nil)
  }

  deinit {
    for place in 0..<count { free(pointers[place]) }
    pointers.deallocate()
  }
}
